import { t } from '@vscode/l10n';
import type { SessionSettingsView } from '../../../shared/model/sessionSettings';
import { useInspector } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { EmptyState } from '../../components/EmptyState';
import { Section } from '../../components/Section';
import { useScrollMemory } from '../../components/useScrollMemory';
import { EraPicker } from './EraPicker';
import { HeadersEditor } from './HeadersEditor';
import { OfferChoices } from './OfferChoices';
import { PagesByHand } from './PagesByHand';
import { RestartNotice } from './RestartNotice';
import { TimeField } from './TimeField';
import { type SettingsOfSession, useSessionSettings } from './useSessionSettings';

/** What the proxy takes where nobody says otherwise. */
const DEFAULT_ANSWER_MS = 600_000;

/** How the sessions with the server are held, where that is not as its entry says. */
export function SettingsScreen() {
  const settings = useSessionSettings();
  if (!settings.view) {
    return settings.problem === undefined ? (
      <EmptyState icon="loading" busy title={t('Reading the settings')} />
    ) : (
      <EmptyState icon="error" title={t('The settings could not be read')}>
        {settings.problem}
      </EmptyState>
    );
  }
  return <SettingsPage settings={settings} view={settings.view} />;
}

function SettingsPage(props: { settings: SettingsOfSession; view: SessionSettingsView }) {
  const { settings, view } = props;
  const scroll = useScrollMemory('settings');
  return (
    <div className="page settings" {...scroll}>
      <Head of={settings} />
      <RestartNotice of={settings} />
      <Section name="settings-calls" title={t('Time-outs of calls')}>
        <div className="stack">
          <CallTimes of={settings} />
        </div>
      </Section>
      <Section name="settings-protocol" title={t('Protocol')}>
        <EraPicker of={settings} />
      </Section>
      {view.configured.takesHeaders && (
        <Section name="settings-headers" title={t('Extra headers')}>
          <div className="stack">
            <HeadersEditor of={settings} />
          </div>
        </Section>
      )}
      <Section name="settings-offers" title={t('Capabilities and extensions advertised')}>
        <div className="stack">
          <OfferChoices of={settings} />
          <Answering of={settings} />
        </div>
      </Section>
      <Section name="settings-pages" title={t('Paging by hand')}>
        <div className="stack">
          <PagesByHand />
        </div>
      </Section>
    </div>
  );
}

function Head({ of: { view, reset } }: { of: SettingsOfSession }) {
  const isOwn = view !== undefined && (hasOwn(view.settings) || view.headers.length > 0);
  return (
    <header className="settings-head">
      <div>
        <h2 className="page-title">{t('Settings of the session')}</h2>
        <p className="muted">
          {t('Kept with the workspace for this server. The configuration stays as it is.')}
        </p>
      </div>
      {isOwn && (
        <Button secondary icon="discard" onClick={reset}>
          {t('Reset to the configuration')}
        </Button>
      )}
    </header>
  );
}

function hasOwn(settings: object): boolean {
  return Object.values(settings).some((value) => value !== undefined);
}

function CallTimes({ of: { view, change } }: { of: SettingsOfSession }) {
  if (!view) return null;
  const { settings } = view;
  return (
    <>
      <TimeField
        label={t('Time-out')}
        hint={t('How long an answer may take. It holds from the next call on.')}
        ms={settings.callTimeout}
        onChange={(callTimeout) => change({ callTimeout })}
      />
      <label className="check offer setting-alone">
        <input
          type="checkbox"
          checked={settings.resetTimeoutOnProgress ?? false}
          onChange={(event) =>
            change({ resetTimeoutOnProgress: event.target.checked ? true : undefined })
          }
        />
        <span>{t('Progress begins the time anew')}</span>
      </label>
      <TimeField
        label={t('Maximum in total')}
        hint={t('Ends a call whatever progress there is.')}
        ms={settings.maxTotalTimeout}
        onChange={(maxTotalTimeout) => change({ maxTotalTimeout })}
      />
    </>
  );
}

function Answering({ of: { view, change } }: { of: SettingsOfSession }) {
  const inspector = useInspector();
  if (!view) return null;
  return (
    <>
      <TimeField
        label={t('Time to answer')}
        hint={t('How long a request of the server waits for you; 0: as long as it takes.')}
        ms={view.settings.answerTimeout}
        empty={String((view.configured.answerTimeout ?? DEFAULT_ANSWER_MS) / 1000)}
        onChange={(answerTimeout) => change({ answerTimeout })}
      />
      <div className="call-bar">
        <Button secondary icon="root-folder" onClick={() => inspector.reveal('requests', 'roots')}>
          {t('Edit the roots')}
        </Button>
      </div>
    </>
  );
}
