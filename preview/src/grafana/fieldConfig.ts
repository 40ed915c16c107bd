import {
  type Field,
  type FieldConfigPropertyItem,
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  FieldConfigProperty,
  FieldType,
  identityOverrideProcessor,
  numberOverrideProcessor,
  stringOverrideProcessor,
  thresholdsOverrideProcessor,
  unitOverrideProcessor,
  valueMappingsOverrideProcessor,
} from '@grafana/data';

type Process = FieldConfigPropertyItem['process'];

const always = () => true;
const ofNumbers = (field: Field) => field.type === FieldType.number;

/** An option of a field as panels know it. The preview edits none, so it has no editor. */
export function fieldOption(
  path: string,
  {
    process = identityOverrideProcessor,
    appliesTo = always,
  }: { process?: Process; appliesTo?: (field: Field) => boolean } = {}
): FieldConfigPropertyItem {
  return {
    id: path,
    path,
    name: path,
    editor: () => null,
    override: () => null,
    process,
    shouldApply: appliesTo,
  };
}

/**
 * The options that fields of every panel have. Grafana fills this registry at its start; what is not in it is dropped
 * from every panel without a word.
 */
export function standardFieldOptions(): FieldConfigPropertyItem[] {
  return [
    fieldOption(FieldConfigProperty.Unit, { process: unitOverrideProcessor, appliesTo: ofNumbers }),
    fieldOption(FieldConfigProperty.Min, { process: numberOverrideProcessor, appliesTo: ofNumbers }),
    fieldOption(FieldConfigProperty.Max, { process: numberOverrideProcessor, appliesTo: ofNumbers }),
    fieldOption('fieldMinMax', { appliesTo: ofNumbers }),
    fieldOption(FieldConfigProperty.Decimals, { process: numberOverrideProcessor, appliesTo: ofNumbers }),
    fieldOption(FieldConfigProperty.DisplayName, { process: displayNameOverrideProcessor }),
    fieldOption(FieldConfigProperty.Color),
    fieldOption(FieldConfigProperty.NoValue, { process: stringOverrideProcessor }),
    fieldOption(FieldConfigProperty.Links, { process: dataLinksOverrideProcessor }),
    fieldOption(FieldConfigProperty.Mappings, { process: valueMappingsOverrideProcessor }),
    fieldOption(FieldConfigProperty.Thresholds, { process: thresholdsOverrideProcessor, appliesTo: ofNumbers }),
    fieldOption(FieldConfigProperty.Filterable),
  ];
}
