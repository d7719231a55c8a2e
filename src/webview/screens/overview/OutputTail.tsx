import { t } from '@vscode/l10n';
import { useLayoutEffect, useRef } from 'react';
import { useInspector, useModel } from '../../app/InspectorContext';
import { grouped } from '../../components/format';
import { IconButton } from '../../components/IconButton';
import { LocatedText } from '../../components/LocatedText';
import { Section } from '../../components/Section';

/** Px from the end that still count as the end. */
const NEAR = 8;

/** What the server's process wrote last. Follows its end unless it is scrolled up. */
export function OutputTail({ openAtFirst = false }: { openAtFirst?: boolean }) {
  const inspector = useInspector();
  const output = useModel((model) => model.output);
  if (output.length === 0) return null;
  const copy = () => inspector.copy(output.map((line) => line.text).join('\n'));
  return (
    <Section
      name={openAtFirst ? 'output-launch' : 'output'}
      title={t('Server output')}
      openAtFirst={openAtFirst}
      aside={
        <>
          {output.length === 1 ? t('1 line') : t('{0} lines', grouped(output.length))}
          <IconButton icon="copy" label={t('Copy output')} onClick={copy} />
        </>
      }
    >
      <Lines />
    </Section>
  );
}

function Lines() {
  const output = useModel((model) => model.output);
  const box = useRef<HTMLDivElement>(null);
  /** Before the lines that came last, in px. */
  const height = useRef(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const wasAtEnd = height.current - element.scrollTop - element.clientHeight < NEAR;
    if (wasAtEnd) element.scrollTop = element.scrollHeight;
    height.current = element.scrollHeight;
  }, [output]);
  return (
    <div
      className="output"
      ref={box}
      role="log"
      aria-label={t('Server output')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      {output.map((line, index) => (
        <div
          key={index}
          className={line.stream === 'stderr' ? 'output-line output-stderr' : 'output-line'}
        >
          <LocatedText text={line.text} />
        </div>
      ))}
    </div>
  );
}
