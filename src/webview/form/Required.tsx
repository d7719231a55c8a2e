import { t } from '@vscode/l10n';
/** Marks a field that must be filled in: a star to see, a word to hear. */
export function Required() {
  return (
    <span className="required" title={t('Required')}>
      <span aria-hidden="true">*</span>
      <span className="visually-hidden"> {t('(required)')}</span>
    </span>
  );
}
