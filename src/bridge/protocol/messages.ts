/**
 * The messages of Terraform's plugin protocol, version 6.8, as tables of field numbers.
 * Source: the protocol's public definition; numbers never change within major version 6.
 */
import { mapOf, type Message, message, repeated } from './protobuf/message';

export const DynamicValue = message({ msgpack: [1, 'bytes'], json: [2, 'bytes'] });

const Step = message({ attributeName: [1, 'string'], elementKeyString: [2, 'string'], elementKeyInt: [3, 'int'] });
export const AttributePath = message({ steps: [1, repeated(Step)] });

export const Diagnostic = message({
  severity: [1, 'int'],
  summary: [2, 'string'],
  detail: [3, 'string'],
  attribute: [4, AttributePath],
});
const diagnostics = repeated(Diagnostic);

const RawState = message({ json: [1, 'bytes'], flatmap: [2, mapOf('string')] });

export const SchemaAttribute: Message = message({
  name: [1, 'string'],
  type: [2, 'bytes'],
  description: [3, 'string'],
  required: [4, 'bool'],
  optional: [5, 'bool'],
  computed: [6, 'bool'],
  sensitive: [7, 'bool'],
  descriptionKind: [8, 'int'],
  deprecated: [9, 'bool'],
  nestedType: [10, () => NestedType],
  writeOnly: [11, 'bool'],
});
const NestedType: Message = message({ attributes: [1, repeated(SchemaAttribute)], nesting: [3, 'int'] });
const SchemaBlock: Message = message({
  version: [1, 'int'],
  attributes: [2, repeated(SchemaAttribute)],
  blockTypes: [3, repeated(() => NestedBlock)],
  description: [4, 'string'],
  descriptionKind: [5, 'int'],
  deprecated: [6, 'bool'],
});
const NestedBlock: Message = message({
  typeName: [1, 'string'],
  block: [2, SchemaBlock],
  nesting: [3, 'int'],
  minItems: [4, 'int'],
  maxItems: [5, 'int'],
});
export const Schema = message({ version: [1, 'int'], block: [2, SchemaBlock] });

const Parameter = message({
  name: [1, 'string'],
  type: [2, 'bytes'],
  allowNullValue: [3, 'bool'],
  allowUnknownValues: [4, 'bool'],
  description: [5, 'string'],
  descriptionKind: [6, 'int'],
});
export const FunctionSignature = message({
  parameters: [1, repeated(Parameter)],
  variadicParameter: [2, Parameter],
  return: [3, message({ type: [1, 'bytes'] })],
  summary: [4, 'string'],
  description: [5, 'string'],
  descriptionKind: [6, 'int'],
  deprecationMessage: [7, 'string'],
});

const ServerCapabilities = message({
  planDestroy: [1, 'bool'],
  getProviderSchemaOptional: [2, 'bool'],
  moveResourceState: [3, 'bool'],
});
const ClientCapabilities = message({ deferralAllowed: [1, 'bool'], writeOnlyAttributesAllowed: [2, 'bool'] });
const Timestamp = message({ seconds: [1, 'int'], nanos: [2, 'int'] });
const Empty = message({});
const typeName = message({ typeName: [1, 'string'] });
const typedConfig = message({ typeName: [1, 'string'], config: [2, DynamicValue] });
const typedConfigOfClient = message({
  typeName: [1, 'string'],
  config: [2, DynamicValue],
  clientCapabilities: [3, ClientCapabilities],
});
const diagnosticsOnly = message({ diagnostics: [1, diagnostics] });
const privateOnly = message({ typeName: [1, 'string'], private: [2, 'bytes'] });

function rpc<const I extends Message, const O extends Message>(request: I, response: O) {
  return { request, response };
}

/** Every call of the service `tfplugin6.Provider` with its request and response. */
export const calls = {
  GetMetadata: rpc(
    Empty,
    message({
      serverCapabilities: [1, ServerCapabilities],
      diagnostics: [2, diagnostics],
      dataSources: [3, repeated(typeName)],
      resources: [4, repeated(typeName)],
      functions: [5, repeated(message({ name: [1, 'string'] }))],
      ephemeralResources: [6, repeated(typeName)],
    }),
  ),
  GetProviderSchema: rpc(
    Empty,
    message({
      provider: [1, Schema],
      resourceSchemas: [2, mapOf(Schema)],
      dataSourceSchemas: [3, mapOf(Schema)],
      diagnostics: [4, diagnostics],
      providerMeta: [5, Schema],
      serverCapabilities: [6, ServerCapabilities],
      functions: [7, mapOf(FunctionSignature)],
      ephemeralResourceSchemas: [8, mapOf(Schema)],
    }),
  ),
  ValidateProviderConfig: rpc(message({ config: [1, DynamicValue] }), message({ diagnostics: [2, diagnostics] })),
  ValidateResourceConfig: rpc(typedConfigOfClient, diagnosticsOnly),
  ValidateDataResourceConfig: rpc(typedConfig, diagnosticsOnly),
  ValidateEphemeralResourceConfig: rpc(typedConfig, diagnosticsOnly),
  UpgradeResourceState: rpc(
    message({ typeName: [1, 'string'], version: [2, 'int'], rawState: [3, RawState] }),
    message({ upgradedState: [1, DynamicValue], diagnostics: [2, diagnostics] }),
  ),
  ConfigureProvider: rpc(
    message({
      terraformVersion: [1, 'string'],
      config: [2, DynamicValue],
      clientCapabilities: [3, ClientCapabilities],
    }),
    diagnosticsOnly,
  ),
  ReadResource: rpc(
    message({
      typeName: [1, 'string'],
      currentState: [2, DynamicValue],
      private: [3, 'bytes'],
      providerMeta: [4, DynamicValue],
      clientCapabilities: [5, ClientCapabilities],
    }),
    message({ newState: [1, DynamicValue], diagnostics: [2, diagnostics], private: [3, 'bytes'] }),
  ),
  PlanResourceChange: rpc(
    message({
      typeName: [1, 'string'],
      priorState: [2, DynamicValue],
      proposedNewState: [3, DynamicValue],
      config: [4, DynamicValue],
      priorPrivate: [5, 'bytes'],
      providerMeta: [6, DynamicValue],
      clientCapabilities: [7, ClientCapabilities],
    }),
    message({
      plannedState: [1, DynamicValue],
      requiresReplace: [2, repeated(AttributePath)],
      plannedPrivate: [3, 'bytes'],
      diagnostics: [4, diagnostics],
    }),
  ),
  ApplyResourceChange: rpc(
    message({
      typeName: [1, 'string'],
      priorState: [2, DynamicValue],
      plannedState: [3, DynamicValue],
      config: [4, DynamicValue],
      plannedPrivate: [5, 'bytes'],
      providerMeta: [6, DynamicValue],
    }),
    message({ newState: [1, DynamicValue], private: [2, 'bytes'], diagnostics: [3, diagnostics] }),
  ),
  ImportResourceState: rpc(
    message({ typeName: [1, 'string'], id: [2, 'string'], clientCapabilities: [3, ClientCapabilities] }),
    message({
      importedResources: [
        1,
        repeated(message({ typeName: [1, 'string'], state: [2, DynamicValue], private: [3, 'bytes'] })),
      ],
      diagnostics: [2, diagnostics],
    }),
  ),
  MoveResourceState: rpc(
    message({
      sourceProviderAddress: [1, 'string'],
      sourceTypeName: [2, 'string'],
      sourceSchemaVersion: [3, 'int'],
      sourceState: [4, RawState],
      targetTypeName: [5, 'string'],
      sourcePrivate: [6, 'bytes'],
    }),
    message({ targetState: [1, DynamicValue], diagnostics: [2, diagnostics], targetPrivate: [3, 'bytes'] }),
  ),
  ReadDataSource: rpc(typedConfig, message({ state: [1, DynamicValue], diagnostics: [2, diagnostics] })),
  OpenEphemeralResource: rpc(
    typedConfig,
    message({
      diagnostics: [1, diagnostics],
      renewAt: [2, Timestamp],
      result: [3, DynamicValue],
      private: [4, 'bytes'],
    }),
  ),
  RenewEphemeralResource: rpc(
    privateOnly,
    message({ diagnostics: [1, diagnostics], renewAt: [2, Timestamp], private: [3, 'bytes'] }),
  ),
  CloseEphemeralResource: rpc(privateOnly, diagnosticsOnly),
  GetFunctions: rpc(Empty, message({ functions: [1, mapOf(FunctionSignature)], diagnostics: [2, diagnostics] })),
  CallFunction: rpc(
    message({ name: [1, 'string'], arguments: [2, repeated(DynamicValue)] }),
    message({ result: [1, DynamicValue], error: [2, message({ text: [1, 'string'], functionArgument: [2, 'int'] })] }),
  ),
  StopProvider: rpc(Empty, message({ error: [1, 'string'] })),
} as const;
