// The register of territory, asked for once a window.
import { useEffect, useMemo, useState } from 'react';
import type { Territory } from '../../../shared/contract/office.ts';
import { ask } from '../../app/connection.ts';
import type { Option } from '../../ui/select.tsx';

let known: Promise<Territory | null> | null = null;

function getTerritory(): Promise<Territory | null> {
  known ??= ask()
    .office.territory({})
    .then((answer) => (answer.ok ? answer.value : null));
  return known;
}

/** Every municipality by code; the county stands beside the name, because names repeat. */
export function useMunicipalityOptions(): readonly Option[] {
  const [territory, setTerritory] = useState<Territory | null>(null);
  useEffect(() => {
    void getTerritory().then(setTerritory);
  }, []);
  return useMemo(
    () =>
      (territory?.municipalities ?? []).map(({ teryt, name, countyName }) => ({
        value: teryt,
        label: name,
        note: `${countyName} · ${teryt}`,
      })),
    [territory],
  );
}
