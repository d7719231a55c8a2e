import { t } from '@vscode/l10n';
import type { Diagnosis } from '../../../shared/model/diagnosis';
import { useInspector } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { Icon } from '../../components/Icon';
import { IconButton } from '../../components/IconButton';
import { LocatedText } from '../../components/LocatedText';

/** Why something is wrong, what shows it, and the ways out. */
export function DiagnosisCard(props: { diagnosis: Diagnosis; kind: 'error' | 'warning' }) {
  const inspector = useInspector();
  const { diagnosis, kind } = props;
  return (
    <section className={`diagnosis diagnosis-${kind}`} aria-label={diagnosis.title}>
      <header className="diagnosis-head">
        <Icon name={kind} />
        <h2 className="diagnosis-title">{diagnosis.title}</h2>
        <IconButton
          icon="copy"
          label={t('Copy diagnosis')}
          onClick={() => inspector.act('panel/copyDiagnosis', { code: diagnosis.code })}
        />
      </header>
      <p className="diagnosis-text">{diagnosis.explanation}</p>
      <Fixes diagnosis={diagnosis} />
      {diagnosis.evidence.length > 0 && (
        <table className="facts" aria-label={t('Evidence')}>
          <tbody>
            {diagnosis.evidence.map((fact) => (
              <tr key={`${fact.label} ${fact.value}`}>
                <th scope="row">{fact.label}</th>
                <td>
                  <LocatedText text={fact.value} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <code className="diagnosis-code" title={t('Code of this diagnosis')}>
        {diagnosis.code}
      </code>
    </section>
  );
}

function Fixes({ diagnosis }: { diagnosis: Diagnosis }) {
  const inspector = useInspector();
  if (diagnosis.fixes.length === 0) return null;
  return (
    <div className="diagnosis-fixes">
      {diagnosis.fixes.map((fix, index) => (
        <Button
          key={fix.id}
          secondary={index > 0}
          onClick={() => inspector.applyFix(diagnosis.code, fix.id)}
        >
          {fix.title}
        </Button>
      ))}
    </div>
  );
}
