import type { Resource, ResourceTemplateType } from '@modelcontextprotocol/client';
import type { Catalog } from '../../../shared/model/session';

/** A line of the list: a resource, or a template of many. */
export type ResourceItem =
  | { readonly kind: 'resource'; readonly key: string; readonly resource: Resource }
  | { readonly kind: 'template'; readonly key: string; readonly template: ResourceTemplateType };

/** Templates come after what can be read as it is. */
export function itemsOf(catalog: Catalog): readonly ResourceItem[] {
  return [
    ...catalog.resources.map(
      (resource): ResourceItem => ({ kind: 'resource', key: resource.uri, resource }),
    ),
    ...catalog.resourceTemplates.map(
      (template): ResourceItem => ({ kind: 'template', key: template.uriTemplate, template }),
    ),
  ];
}
