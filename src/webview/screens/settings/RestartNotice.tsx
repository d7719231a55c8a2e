import { t } from '@vscode/l10n';
import { useInspector } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { Notice } from '../../components/Notice';
import type { SettingsOfSession } from './useSessionSettings';

/** Says what could not be set, and that the server still runs by other settings. */
export function RestartNotice({ of: { view, problem } }: { of: SettingsOfSession }) {
  const inspector = useInspector();
  return (
    <>
      {problem !== undefined && (
        <Notice kind="error" live>
          {problem}
        </Notice>
      )}
      <div role="status">
        {view?.needsRestart && (
          <Notice kind="info">
            <span className="setting-notice">
              {t('This takes effect when the server is started again.')}
              <Button icon="debug-restart" onClick={() => inspector.act('panel/restart')}>
                {t('Restart now')}
              </Button>
            </span>
          </Notice>
        )}
      </div>
    </>
  );
}
