// The agreement as other people's tools read it: central/openapi.json is made from the schemas and reviewed when it changes.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestCentral, type TestCentral } from '../../support/central.ts';

let central: TestCentral;
beforeAll(async () => {
  central = await startTestCentral();
});
afterAll(() => central.stop());

test('the description that is served is the one under review', async () => {
  const response = await fetch(`${central.url}/openapi.json`);
  const text = `${JSON.stringify(await response.json(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../../central/openapi.json');
});

test('the process says that it lives and that its database answers', async () => {
  for (const path of ['/health', '/ready']) {
    const response = await fetch(`${central.url}${path}`);
    expect([response.status, await response.json()]).toEqual([200, { state: 'ok' }]);
  }
});
