import { t } from '@vscode/l10n';
import { useEffect, useState } from 'react';
import type { ServerSnapshot } from '../../../shared/model/state';
import { useInspector } from '../../app/InspectorContext';
import { duration, grouped, size } from '../../components/format';
import { Section } from '../../components/Section';
import { useNow } from '../../components/useNow';
import { Fact } from './Fact';

/** How often the memory is looked at while somebody sees it, in ms. */
const SAMPLE_MS = 3_000;

/** The process that we have started, as it is now. */
export function ProcessFacts({ server }: { server: ServerSnapshot }) {
  const { process, restarts = 0 } = server;
  if (!process) return null;
  return (
    <Section name="process" title={t('Process')}>
      <dl className="facts-list">
        <Fact label={t('PID')}>{process.pid}</Fact>
        <Fact label={t('Command')}>
          <code>{process.commandLine}</code>
        </Fact>
        <Fact label={t('Uptime')}>
          <Uptime since={process.startedAt} />
        </Fact>
        <Fact label={t('Memory')}>
          <Memory key={process.pid} />
        </Fact>
        <Fact label={t('Restarts')}>{restartWords(restarts)}</Fact>
      </dl>
    </Section>
  );
}

function restartWords(count: number): string {
  if (count === 0) return t('None');
  return count === 1
    ? t('1 time since the window was opened')
    : t('{0} times since the window was opened', grouped(count));
}

function Uptime({ since }: { since: number }) {
  const now = useNow(true, 1000);
  return <span className="numbers">{duration(Math.floor((now - since) / 1000) * 1000)}</span>;
}

/** Of its own process only, not of those that it has started. */
function Memory() {
  const inspector = useInspector();
  const [bytes, setBytes] = useState<number | null>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let seen = true;
    const sample = async () => {
      const told = document.hidden
        ? undefined
        : await inspector.ask('inspector/memory', { serverId: inspector.serverId }).then(
            (memory) => memory?.bytes ?? null,
            () => null,
          );
      if (!seen) return;
      if (told !== undefined) setBytes(told);
      timer = setTimeout(sample, SAMPLE_MS);
    };
    void sample();
    return () => {
      seen = false;
      clearTimeout(timer);
    };
  }, [inspector]);
  if (bytes === undefined) return <span className="muted">{t('Asking')}</span>;
  if (bytes === null) return <span className="muted">{t('Not known')}</span>;
  return <span className="numbers">{size(bytes)}</span>;
}
