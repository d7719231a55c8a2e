import { useId } from 'react';
import { type EraSetting, PROTOCOL_VERSIONS } from '../../../shared/model/era';
import { Select } from '../../components/Select';
import type { SettingsOfSession } from './useSessionSettings';

const names = { auto: 'Automatic', legacy: 'Legacy era', modern: 'Modern era' } as const;

/** Which era and revision of the protocol the next session speaks. */
export function EraPicker({ of: { view, change } }: { of: SettingsOfSession }) {
  const id = useId();
  if (!view) return null;
  const { settings, configured } = view;
  const choose = (value: string) =>
    change({ era: value === '' ? undefined : (value as EraSetting) });
  return (
    <div className="setting">
      <label htmlFor={id}>Era and version</label>
      <Select
        id={id}
        className="setting-input"
        value={settings.era ?? ''}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">As configured ({eraName(configured.era)})</option>
        <option value="auto">Automatic: the server decides</option>
        {(['modern', 'legacy'] as const).map((era) => (
          <optgroup key={era} label={names[era]}>
            <option value={era}>{names[era]}, any revision</option>
            {PROTOCOL_VERSIONS[era].map((version) => (
              <option key={version} value={version}>
                {version}
              </option>
            ))}
          </optgroup>
        ))}
      </Select>
    </div>
  );
}

function eraName(era: EraSetting): string {
  return era === 'auto' || era === 'legacy' || era === 'modern' ? names[era].toLowerCase() : era;
}
