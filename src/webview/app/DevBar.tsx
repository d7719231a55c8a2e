import { t } from '@vscode/l10n';
import type { ReactNode } from 'react';
import type { DevState } from '../../shared/model/dev';
import { Button } from '../components/Button';
import { Notice } from '../components/Notice';
import { useInspector, useModel } from './InspectorContext';

/** What the one who writes the server should know: how its build went, and by what it runs. */
export function DevBar() {
  const dev = useModel((model) => model.server?.dev);
  const news = dev && newsOf(dev);
  return (
    <div role="status">
      {news && (
        <div className="problem-bar">
          <Notice kind={news.kind}>
            <span className="setting-notice">
              <span>{news.words}</span>
              {news.action}
            </span>
          </Notice>
        </div>
      )}
    </div>
  );
}

interface News {
  readonly kind: 'info' | 'warning';
  readonly words: string;
  readonly action: ReactNode;
}

const TERMINAL = <Action label={t('Show terminal')} icon="terminal" method="panel/showBuild" />;
const CONFIGURATION = (
  <Action label={t('Open configuration')} icon="gear" method="panel/openConfiguration" />
);

function newsOf({ activity, notice, isOutdated }: DevState): News | undefined {
  if (activity?.kind === 'building') {
    const words = t(
      'The task “{0}” builds the server: {1}. Until it is done the server runs as it was.',
      activity.task,
      activity.cause,
    );
    return { kind: 'info', words, action: TERMINAL };
  }
  if (notice !== undefined) return newsOfNotice(notice);
  if (!isOutdated) return undefined;
  return {
    kind: 'info',
    words: t('The configuration has changed since the server was started.'),
    action: <Action label={t('Restart to apply')} icon="debug-restart" method="panel/restart" />,
  };
}

function newsOfNotice(notice: NonNullable<DevState['notice']>): News {
  switch (notice.kind) {
    case 'buildFailed': {
      const { task, exitCode } = notice;
      const words =
        exitCode === undefined
          ? t('The task “{0}” was stopped. The server still runs as it was.', task)
          : t(
              'The task “{0}” failed with exit code {1}. The server still runs as it was.',
              task,
              exitCode,
            );
      return { kind: 'warning', words, action: TERMINAL };
    }
    case 'taskMissing': {
      const words = t(
        'There is no task “{0}” to build the server. It still runs as it was.',
        notice.task,
      );
      return { kind: 'warning', words, action: CONFIGURATION };
    }
    case 'writesItself': {
      const words = t(
        'The server is no longer restarted for {0}: it changes whenever the server starts. Exclude it in dev.watch, for example by “!{0}”.',
        notice.file,
      );
      return { kind: 'warning', words, action: CONFIGURATION };
    }
    case 'nothingToWatch':
      return {
        kind: 'warning',
        words: t(
          'The command does not tell which files the server is made of. Name them in dev.watch of its entry, and it is restarted when they change.',
        ),
        action: CONFIGURATION,
      };
  }
}

function Action(props: {
  label: string;
  icon: string;
  method: 'panel/showBuild' | 'panel/openConfiguration' | 'panel/restart';
}) {
  const inspector = useInspector();
  return (
    <Button secondary icon={props.icon} onClick={() => inspector.act(props.method)}>
      {props.label}
    </Button>
  );
}
