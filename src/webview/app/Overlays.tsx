import { t } from '@vscode/l10n';
import { useEffect, useMemo, useRef, useState } from 'react';
import { focusScreen } from './focusScreen';
import { useInspector, useModel } from './InspectorContext';
import { type OverlayName, overlayFor } from './overlayKeys';
import { Palette } from './palette/Palette';
import type { PaletteCommand } from './palette/paletteCommand';
import { paletteCommands, screenCommands } from './palette/paletteCommands';
import { Shortcuts } from './Shortcuts';

/** Opens from anywhere in the page. */
export function openOverlay(name: OverlayName): void {
  dispatchEvent(new CustomEvent<OverlayName>(OPEN, { detail: name }));
}

const OPEN = 'portcullis-overlay';

/** The palette and the help, opened by keys and by buttons. The focus goes back to where it was. */
export function Overlays() {
  const inspector = useInspector();
  const [shown, setShown] = useState<OverlayName>();
  const before = useRef<Element>(null);
  useEffect(() => {
    const show = (name: OverlayName) => {
      setShown((now) => {
        if (now === undefined) before.current = document.activeElement;
        return name;
      });
    };
    const onOpen = (event: Event) => show((event as CustomEvent<OverlayName>).detail);
    const onKeyDown = (event: KeyboardEvent) => {
      const name = overlayFor(event);
      if (name === undefined) return;
      event.preventDefault();
      // VS Code reads the keys of a page as its own, too.
      event.stopPropagation();
      show(name);
    };
    addEventListener(OPEN, onOpen);
    document.addEventListener('keydown', onKeyDown, true);
    return () => {
      removeEventListener(OPEN, onOpen);
      document.removeEventListener('keydown', onKeyDown, true);
    };
  }, []);
  const close = () => {
    setShown(undefined);
    restoreFocus(before.current);
  };
  const choose = (command: PaletteCommand) => {
    setShown(undefined);
    restoreFocus(before.current);
    command.run();
    if (command.focus === 'screen') requestAnimationFrame(focusScreen);
  };
  const known = useModel((model) => model.catalog);
  const server = useModel((model) => model.server);
  const commands = useMemo(() => {
    // What comes while it is open can be found, too.
    void [known, server];
    if (shown === 'commands') return paletteCommands(inspector, () => openOverlay('shortcuts'));
    return shown === 'screens' ? screenCommands(inspector) : [];
  }, [shown, inspector, known, server]);
  if (shown === undefined) return null;
  if (shown === 'shortcuts') return <Shortcuts onClose={close} />;
  const label = shown === 'commands' ? t('Commands') : t('Screens');
  return (
    <Palette key={shown} label={label} commands={commands} onClose={close} onChoose={choose} />
  );
}

function restoreFocus(element: Element | null): void {
  if (element instanceof HTMLElement && element.isConnected) element.focus();
}
