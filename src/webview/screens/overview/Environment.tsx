import { t } from '@vscode/l10n';
import { useCallback } from 'react';
import type { EnvironmentVariable } from '../../../shared/model/sessionSettings';
import { useInspector } from '../../app/InspectorContext';
import { grouped } from '../../components/format';
import { Notice } from '../../components/Notice';
import { Section } from '../../components/Section';
import { useAsked } from '../../components/useAsked';
import { Words } from '../../components/Words';

/** What the server's process was given beside what every program is. Values are not shown. */
export function Environment({ launchId }: { launchId: string | undefined }) {
  const inspector = useInspector();
  const [asked] = useAsked(
    // Another launch may be given something else.
    useCallback(() => {
      void launchId;
      return inspector.ask('panel/environment', {});
    }, [inspector, launchId]),
  );
  if (asked.status === 'failed') return <Notice kind="error">{asked.message}</Notice>;
  if (!asked.value) return null;
  const { variables, cwd, envFile } = asked.value;
  return (
    <Section
      name="environment"
      title={t('Environment')}
      aside={
        variables.length === 1 ? t('1 variable') : t('{0} variables', grouped(variables.length))
      }
      openAtFirst={false}
    >
      <p className="muted">
        {t(
          'The server has what every program started by VS Code has, the PATH of your shell, and:',
        )}
      </p>
      <table className="facts" aria-label={t('Environment variables')}>
        <tbody>
          {variables.map((variable) => (
            <tr key={variable.name}>
              <th scope="row">
                <code>{variable.name}</code>
              </th>
              <td>{variable.isRemoved ? t('removed') : '••••••••'}</td>
              <td className="environment-from">{origin(variable)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted environment-place">
        <Words
          text={
            envFile === undefined
              ? t('Working directory {0}')
              : t('Working directory {0}, environment file {1}')
          }
          args={[<code key="cwd">{cwd}</code>, <code key="envFile">{envFile}</code>]}
        />
      </p>
    </Section>
  );
}

function origin({ from }: EnvironmentVariable): string {
  return from === 'entry' ? t('configuration') : t('environment file');
}
