import { t } from '@vscode/l10n';
import { useEffect, useState } from 'react';
import type { TrafficFacets } from '../../../shared/model/traffic';
import { useInspector, useModel, useViewPart } from '../../app/InspectorContext';
import { Icon } from '../../components/Icon';
import { Select } from '../../components/Select';
import { countMore, NO_MORE } from './chosenFilter';

/** By whom, which way, what and how long: filters that are not needed always. */
export function MoreFilters() {
  const [view, change] = useViewPart('messages');
  const facets = useFacets();
  const set = (part: Partial<typeof view>) =>
    change((now) => ({ ...now, ...part, following: true }));
  return (
    <fieldset className="more-filters" aria-label={t('More filters')}>
      <Choice
        label={t('Direction')}
        all={t('Both directions')}
        value={view.direction}
        options={[
          { value: 'clientToServer', label: t('To the server') },
          { value: 'serverToClient', label: t('From the server') },
        ]}
        onChange={(direction) => set({ direction: direction as typeof view.direction })}
      />
      {facets.servers.length > 1 && (
        <Choice
          label={t('Server')}
          all={t('All servers')}
          value={view.server}
          options={facets.servers.map((value) => ({ value, label: value }))}
          onChange={(server) => set({ server })}
        />
      )}
      <Choice
        label={t('Client')}
        all={t('All clients')}
        value={view.session}
        options={facets.sessions.map((value) => ({ value, label: clientName(value) }))}
        onChange={(session) => set({ session })}
      />
      <Choice
        label={t('Method')}
        all={t('All methods')}
        value={view.method}
        options={facets.methods.map((value) => ({ value, label: value }))}
        onChange={(method) => set({ method })}
      />
      <label className="slow-filter">
        <span>{t('Slower than')}</span>
        <input
          className="input"
          type="number"
          min={0}
          step={50}
          placeholder={t('any')}
          aria-label={t('Slower than, in milliseconds')}
          value={view.slowMs ?? ''}
          onChange={(event) => set({ slowMs: positive(event.target.value) })}
        />
        <span>{t('ms')}</span>
      </label>
      <button
        type="button"
        className="kind-toggle"
        aria-pressed={view.errors === true}
        title={t('Errors of JSON-RPC and of HTTP, and results of tools that tell of one')}
        onClick={() => set({ errors: view.errors ? undefined : true })}
      >
        <Icon name="error" />
        {t('Errors only')}
      </button>
      {countMore(view) > 0 && (
        <button type="button" className="link" onClick={() => set(NO_MORE)}>
          {t('Reset')}
        </button>
      )}
    </fieldset>
  );
}

/** A set value stays in the list, even if the log knows it no more. */
function Choice(props: {
  label: string;
  all: string;
  value: string | undefined;
  options: readonly { readonly value: string; readonly label: string }[];
  onChange: (value: string | undefined) => void;
}) {
  const { value, options } = props;
  const isKnown = value === undefined || options.some((option) => option.value === value);
  return (
    <Select
      aria-label={props.label}
      data-set={value !== undefined}
      value={value ?? ''}
      onChange={(event) => props.onChange(event.target.value || undefined)}
    >
      <option value="">{props.all}</option>
      {!isKnown && <option value={value}>{value}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}

const NOTHING: TrafficFacets = { servers: [], sessions: [], methods: [] };

/** What there is to choose from, looked up anew as the log grows. */
function useFacets(): TrafficFacets {
  const inspector = useInspector();
  const revision = useModel((model) => model.trafficRevision);
  const [facets, setFacets] = useState(NOTHING);
  useEffect(() => {
    let current = true;
    inspector.ask('inspector/trafficFacets', { serverId: inspector.serverId }).then(
      (found) => current && setFacets(found),
      // The list of messages says what is wrong with the log.
      () => {},
    );
    return () => {
      current = false;
    };
  }, [inspector, revision]);
  return facets;
}

/** Our own sessions have ids that say nothing to a person; relayed clients have names. */
function clientName(session: string): string {
  const relayed = /^relay: (.+)$/.exec(session)?.[1];
  if (relayed !== undefined) return relayed;
  return /^[0-9a-f-]{36}$/.test(session) ? t('Inspector {0}', session.slice(0, 8)) : session;
}

function positive(text: string): number | undefined {
  const value = Number(text);
  return Number.isFinite(value) && value > 0 ? value : undefined;
}
