import type { ResourceTemplateType } from '@modelcontextprotocol/client';
import { FieldList } from '../../components/FieldList';
import { LongText } from '../../components/LongText';
import { useFieldDraft } from '../../components/useFieldDraft';
import { useScrollMemory } from '../../components/useScrollMemory';
import { ResourceReader } from './ResourceReader';
import { expandTemplate, templateVariables } from './uriTemplate';

export function TemplateDetail(props: { template: ResourceTemplateType; ready: boolean }) {
  const { template } = props;
  const [values, setValue] = useFieldDraft(template.uriTemplate);
  const variables = templateVariables(template.uriTemplate);
  const missing = variables.find((one) => !one.optional && !values[one.name]);
  const uri = expandTemplate(template.uriTemplate, values);
  return (
    <div className="detail" {...useScrollMemory(`template ${template.uriTemplate}`)}>
      <header className="detail-head">
        <h2 className="detail-title">{template.title ?? template.name}</h2>
        <code className="detail-uri">{template.uriTemplate}</code>
        {template.mimeType !== undefined && <span className="muted">{template.mimeType}</span>}
        {template.description !== undefined && <LongText text={template.description} />}
      </header>
      <FieldList
        label="Variables"
        fields={variables.map((one) => ({
          name: one.name,
          required: !one.optional,
          description: one.list ? 'Several values, with commas between them' : undefined,
        }))}
        values={values}
        onChange={setValue}
      />
      <p className="expanded" aria-live="polite">
        <span className="muted">Reads</span> <code>{uri}</code>
      </p>
      <ResourceReader
        uri={uri}
        ready={props.ready}
        why={missing && `Fill in “${missing.name}” first`}
      />
    </div>
  );
}
