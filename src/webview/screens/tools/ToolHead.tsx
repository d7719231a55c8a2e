import type { Tool } from '@modelcontextprotocol/client';
import { LongText } from '../../components/LongText';
import { titleOf } from './annotations';
import { HintBadges } from './HintBadges';

export function ToolHead({ tool }: { tool: Tool }) {
  const title = titleOf(tool);
  return (
    <header className="detail-head">
      <h2 className="detail-title">
        {title}
        {title !== tool.name && <code className="detail-name">{tool.name}</code>}
      </h2>
      <HintBadges tool={tool} />
      {tool.description !== undefined && <LongText text={tool.description} />}
    </header>
  );
}
