// npm run sbom [-- FILE]: what an installed Teczka consists of, as CycloneDX 1.6. From package-lock.json alone, so that
// the same lock always gives the same text: no time, no chance, no network.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** A bare import of a page's source; types leave nothing behind. */
const importOf = /^(?:import|export)\s+(?!type\b)[^;]*?['"]([^.'"/][^'"]*)['"]/gm;

/** Names as node_modules lists them: '@scope/name' or 'name'. */
function packageOf(specifier) {
  const [first, second] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

/** What vite packs into the page stands under devDependencies, and yet it is delivered: its imports, and its fonts. */
function listBundled(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => /\.(tsx?|css)$/.test(name));
  const found = names.flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const pattern = name.endsWith('.css') ? /node_modules\/([^'"]+)/g : importOf;
    return [...text.matchAll(pattern)].map(([, specifier]) => packageOf(specifier));
  });
  return [...new Set(found)].sort();
}

/** The lock's place of a package as Node would resolve it from `place`, or undefined. */
function resolve(packages, place, name) {
  for (let from = place; ; from = from.slice(0, Math.max(from.lastIndexOf('/node_modules/'), 0))) {
    const candidate = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
    if (candidate in packages) return candidate;
    if (from === '') return undefined;
  }
}

function dependenciesAt(packages, place) {
  const {
    dependencies = {},
    optionalDependencies = {},
    peerDependencies = {},
    peerDependenciesMeta = {},
  } = packages[place];
  const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional);
  const names = [...peers, ...Object.keys({ ...dependencies, ...optionalDependencies })];
  return [
    ...new Set(names.map((name) => resolve(packages, place, name)).filter((found) => found !== undefined)),
  ].sort();
}

/** Every place in the lock that can be reached from these. */
function reach(packages, begin) {
  const reached = new Map();
  for (const waiting = [...begin]; waiting.length > 0; ) {
    const place = waiting.pop();
    if (reached.has(place)) continue;
    reached.set(place, dependenciesAt(packages, place));
    waiting.push(...reached.get(place));
  }
  return reached;
}

const nameAt = (packages, place) => packages[place].name ?? place.slice(place.lastIndexOf('node_modules/') + 13);
const purlOf = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

function toComponent(packages, place) {
  const { version, integrity, license, optional } = packages[place];
  const name = nameAt(packages, place);
  const [algorithm, digest] = (integrity ?? '').split('-');
  return {
    'bom-ref': place,
    type: 'library',
    name,
    version,
    scope: optional ? 'optional' : 'required',
    purl: purlOf(name, version),
    ...(digest && algorithm === 'sha512'
      ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] }
      : {}),
    ...(license === undefined ? {} : { licenses: [toLicence(license)] }),
  };
}

/** An id of SPDX, or an expression of several. */
function toLicence(license) {
  return /[\s()]/.test(license) ? { expression: license } : { license: { id: license } };
}

/** `manifest` is package.json, `lock` package-lock.json; `bundled` are further packages that are delivered. */
function toBill({ manifest, lock, bundled }) {
  const { packages } = lock;
  const delivered = [
    ...Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }),
    ...bundled,
    'electron',
  ];
  const direct = [...new Set(delivered.map((name) => resolve(packages, '', name)))].filter((place) => place).sort();
  // Electron's npm package only downloads the program: its own dependencies are not delivered.
  const reached = reach(
    packages,
    direct.filter((place) => place !== 'node_modules/electron'),
  );
  if (direct.includes('node_modules/electron')) reached.set('node_modules/electron', []);
  const places = [...reached.keys()].sort();
  const own = `${manifest.name}@${manifest.version}`;
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'pre-build' }],
      component: {
        'bom-ref': own,
        type: 'application',
        name: manifest.name,
        version: manifest.version,
        description: manifest.description,
        purl: purlOf(manifest.name, manifest.version),
      },
    },
    components: places.map((place) => toComponent(packages, place)),
    dependencies: [
      { ref: own, dependsOn: direct },
      ...places.map((place) => ({ ref: place, dependsOn: reached.get(place) })),
    ],
  };
}

const read = (name) => JSON.parse(readFileSync(join(root, name), 'utf8'));
const bundled = listBundled(join(root, 'renderer'));
const text = `${JSON.stringify(toBill({ manifest: read('package.json'), lock: read('package-lock.json'), bundled }), null, 1)}\n`;
const [file] = process.argv.slice(2);
if (file === undefined) process.stdout.write(text);
else writeFileSync(file, text);
