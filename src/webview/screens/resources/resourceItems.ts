import type { Resource, ResourceTemplateType } from '@modelcontextprotocol/client';
import type { Catalog } from '../../../shared/model/session';
import type { Subscription } from '../../../shared/model/sessionState';

/** A line of the list: a resource, or a template of many. */
export type ResourceItem =
  | { readonly kind: 'resource'; readonly key: string; readonly resource: Resource }
  | { readonly kind: 'template'; readonly key: string; readonly template: ResourceTemplateType };

/** Templates come after what can be read as it is, and last what is followed but stands in no list. */
export function itemsOf(
  catalog: Catalog,
  subscriptions: readonly Subscription[] = [],
): readonly ResourceItem[] {
  const listed = new Set(catalog.resources.map(({ uri }) => uri));
  const others = subscriptions.filter(({ uri }) => !listed.has(uri));
  return [
    ...catalog.resources.map(
      (resource): ResourceItem => ({ kind: 'resource', key: resource.uri, resource }),
    ),
    ...catalog.resourceTemplates.map(
      (template): ResourceItem => ({ kind: 'template', key: template.uriTemplate, template }),
    ),
    ...others.map(({ uri }): ResourceItem => {
      return { kind: 'resource', key: uri, resource: { uri, name: uri } };
    }),
  ];
}
