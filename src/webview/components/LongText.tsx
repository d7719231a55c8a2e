import { t } from '@vscode/l10n';
import { useLayoutEffect, useRef, useState } from 'react';

/** Text as written, cut after a few lines until a person asks for the rest. */
export function LongText({ text }: { text: string }) {
  const box = useRef<HTMLParagraphElement>(null);
  const [open, setOpen] = useState(false);
  const [cut, setCut] = useState(false);
  useLayoutEffect(() => {
    const element = box.current;
    if (element && !open) setCut(element.scrollHeight > element.clientHeight + 1);
  }, [open]);
  return (
    <div className="long-text">
      <p ref={box} className={open ? 'prose' : 'prose prose-cut'}>
        {text}
      </p>
      {cut && (
        <button type="button" className="link" onClick={() => setOpen(!open)}>
          {open ? t('Show less') : t('Show all')}
        </button>
      )}
    </div>
  );
}
