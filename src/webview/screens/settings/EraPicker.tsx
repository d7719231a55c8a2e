import { t } from '@vscode/l10n';
import { useId } from 'react';
import { type EraSetting, PROTOCOL_VERSIONS } from '../../../shared/model/era';
import { Select } from '../../components/Select';
import type { SettingsOfSession } from './useSessionSettings';

/** Which era and revision of the protocol the next session speaks. */
export function EraPicker({ of: { view, change } }: { of: SettingsOfSession }) {
  const id = useId();
  if (!view) return null;
  const { settings, configured } = view;
  const choose = (value: string) =>
    change({ era: value === '' ? undefined : (value as EraSetting) });
  return (
    <div className="setting">
      <label htmlFor={id}>{t('Era and version')}</label>
      <Select
        id={id}
        className="setting-input"
        value={settings.era ?? ''}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">{asConfigured(configured.era)}</option>
        <option value="auto">{t('Automatic: the server decides')}</option>
        {eras().map(({ era, name, any }) => (
          <optgroup key={era} label={name}>
            <option value={era}>{any}</option>
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

function eras() {
  return [
    { era: 'modern', name: t('Modern era'), any: t('Modern era, any revision') },
    { era: 'legacy', name: t('Legacy era'), any: t('Legacy era, any revision') },
  ] as const;
}

function asConfigured(era: EraSetting): string {
  switch (era) {
    case 'auto':
      return t('As configured (automatic)');
    case 'legacy':
      return t('As configured (legacy era)');
    case 'modern':
      return t('As configured (modern era)');
    default:
      return t('As configured ({0})', era);
  }
}
