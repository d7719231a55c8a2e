import { t } from '@vscode/l10n';
import { useId } from 'react';
import { LOG_LEVELS, type LogLevel } from '../../../shared/model/sessionState';
import { isReady } from '../../../shared/model/state';
import { useInspector, useModel, useViewPart } from '../../app/InspectorContext';
import { IconButton } from '../../components/IconButton';
import { SearchBox } from '../../components/SearchBox';
import { Select } from '../../components/Select';

/** Which lines are shown, and from which level on the server is to log. */
export function LogBar() {
  const inspector = useInspector();
  const [view, change] = useViewPart('logs');
  const { serverId } = inspector;
  const clear = () => {
    void inspector.act('inspector/clearLog', { serverId });
    inspector.model.update((model) => ({ ...model, log: [], output: [] }));
  };
  return (
    <div className="list-tools log-bar">
      <SearchBox
        label={t('Filter the log')}
        value={view.query}
        onChange={(query) => change((now) => ({ ...now, query }))}
        onLeave={() => document.querySelector<HTMLElement>('.logs [role=listbox]')?.focus()}
      />
      <Choice
        label={t('Sources that are shown')}
        value={view.source ?? ''}
        options={sources()}
        onChange={(value) =>
          change(({ source: _, ...rest }) => (value === '' ? rest : { ...rest, source: value }))
        }
      />
      <Choice
        label={t('Levels that are shown')}
        value={view.minimum ?? ''}
        options={[
          { value: '' as const, label: t('All levels') },
          ...LOG_LEVELS.slice(1).map((value) => ({ value, label: t('{0} and above', value) })),
        ]}
        onChange={(value) =>
          change(({ minimum: _, ...rest }) => (value === '' ? rest : { ...rest, minimum: value }))
        }
      />
      <ServerLevel />
      <IconButton icon="clear-all" label={t('Clear the log')} onClick={clear} />
    </div>
  );
}

function sources() {
  return [
    { value: '', label: t('All sources') },
    { value: 'server', label: t('Log messages') },
    { value: 'stderr', label: 'stderr' },
    { value: 'session', label: t('Session') },
  ] as const;
}

/** What the server is asked to log. Each era has its own way to say it, which the session knows. */
function ServerLevel() {
  const inspector = useInspector();
  const id = useId();
  const server = useModel((model) => model.server);
  const level = useModel((model) => model.sessionState?.logLevel);
  const session = server?.session;
  if (!session?.capabilities.logging || !isReady(server!.state)) return null;
  const set = (value: string) =>
    inspector.act('inspector/setLogLevel', {
      serverId: inspector.serverId,
      level: value === '' ? null : (value as LogLevel),
    });
  // The legacy era has no way back to the server's own choice.
  const canUnset = session.era === 'modern' || level === undefined;
  return (
    <span className="log-level">
      <label htmlFor={id}>{t('Server logs')}</label>
      <Select id={id} value={level ?? ''} onChange={(event) => void set(event.target.value)}>
        {canUnset && (
          <option value="">{session.era === 'modern' ? t('nothing') : t('as it likes')}</option>
        )}
        {LOG_LEVELS.map((one) => (
          <option key={one} value={one}>
            {t('{0} and above', one)}
          </option>
        ))}
      </Select>
    </span>
  );
}

function Choice<V extends string>(props: {
  label: string;
  value: V;
  options: readonly { readonly value: V; readonly label: string }[];
  onChange: (value: V) => void;
}) {
  return (
    <Select
      aria-label={props.label}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value as V)}
    >
      {props.options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </Select>
  );
}
