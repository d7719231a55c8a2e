import { t } from '@vscode/l10n';
import { Overlay } from './Overlay';
import { PALETTE_KEYS } from './overlayKeys';

const isMac = navigator.platform.startsWith('Mac');

/** What can be done by which keys, by where it holds. */
const SHORTCUTS: readonly { where: string; keys: readonly (readonly [string, string])[] }[] = [
  {
    where: t('Everywhere'),
    keys: [
      [PALETTE_KEYS, t('Find a command, a screen, a tool, a resource or a prompt')],
      ['?', t('Show these shortcuts')],
      [t('Tab'), t('Go on to the next part')],
      [isMac ? t('⌘F') : t('Ctrl+F'), t('Find text in the panel')],
    ],
  },
  {
    where: t('Tabs of screens'),
    keys: [
      ['← →', t('Show the screen before or after')],
      [t('Home, End'), t('Show the first or last screen')],
    ],
  },
  {
    where: t('Lists'),
    keys: [
      ['↑ ↓', t('Select the item before or after')],
      [t('Page Up, Page Down'), t('Select further away')],
      [t('Home, End'), t('Select the first or last item')],
      [t('Enter'), t('Go on into the item')],
      [t('↓ in a search field'), t('Go on into what was found')],
    ],
  },
  {
    where: t('A tool, resource or prompt, or an answer'),
    keys: [
      [isMac ? t('⌘Enter') : t('Ctrl+Enter'), t('Run, read, get or send it')],
      [t('Escape'), t('Cancel what runs')],
    ],
  },
  {
    where: t('Line between list and detail'),
    keys: [['← →', t('Make the list narrower or wider')]],
  },
];

export function Shortcuts({ onClose }: { onClose: () => void }) {
  return (
    <Overlay label={t('Keyboard shortcuts')} onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keys */}
      <div className="shortcuts" tabIndex={0} role="document">
        <h2>{t('Keyboard shortcuts')}</h2>
        {SHORTCUTS.map(({ where, keys }) => (
          <section key={where}>
            <h3>{where}</h3>
            <dl>
              {keys.map(([key, what]) => (
                <div className="shortcut" key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Overlay>
  );
}
