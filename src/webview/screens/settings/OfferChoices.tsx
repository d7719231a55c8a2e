import { t } from '@vscode/l10n';
import type { Offers } from '../../../shared/model/server';
import type { SettingsOfSession } from './useSessionSettings';

type Offer = keyof Offers;

/** The capabilities and extensions that the client tells the server of. */
export function OfferChoices({ of: { view, change } }: { of: SettingsOfSession }) {
  if (!view) return null;
  const { settings, configured } = view;
  const words = offerWords();
  const offers = { ...configured.offers, ...settings.offers };
  const choose = (offer: Offer, isOffered: boolean) => {
    const { [offer]: _before, ...others } = settings.offers ?? {};
    const own: Offers =
      isOffered === configured.offers[offer] ? others : { ...others, [offer]: isOffered };
    change({ offers: Object.keys(own).length === 0 ? undefined : own });
  };
  return (
    <ul className="offers">
      {(Object.keys(words) as Offer[]).map((offer) => (
        <li key={offer}>
          <label className="check offer">
            <input
              type="checkbox"
              checked={offers[offer] ?? false}
              onChange={(event) => choose(offer, event.target.checked)}
            />
            <span>
              {words[offer].label}
              {settings.offers?.[offer] !== undefined && (
                <span className="muted"> {t('(set here)')}</span>
              )}
              <span className="offer-hint muted">{words[offer].hint}</span>
            </span>
          </label>
        </li>
      ))}
    </ul>
  );
}

function offerWords(): Readonly<Record<Offer, { readonly label: string; readonly hint: string }>> {
  return {
    roots: { label: t('Roots'), hint: t('The server may ask which folders it should work in.') },
    sampling: {
      label: t('Sampling'),
      hint: t('The server may ask for the answer of a language model.'),
    },
    formElicitation: {
      label: t('Elicitation by form'),
      hint: t('The server may ask you to fill in a form.'),
    },
    urlElicitation: {
      label: t('Elicitation by address'),
      hint: t('The server may ask you to visit an address.'),
    },
    tasks: {
      label: t('Tasks'),
      hint: t(
        'Calls may become tasks: the extension io.modelcontextprotocol/tasks, or tasks of 2025-11-25.',
      ),
    },
  };
}
