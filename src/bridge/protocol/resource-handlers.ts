import { PrivateState } from '../framework';
import type { Handlers, Translation } from './handlers';
import { readBody, writeDiagnostics, writePath, writeValue } from './wire-values';

type Names =
  | 'ValidateResourceConfig'
  | 'UpgradeResourceState'
  | 'MoveResourceState'
  | 'ReadResource'
  | 'PlanResourceChange'
  | 'ApplyResourceChange'
  | 'ImportResourceState';

/** The life of managed resources. */
export function resourceHandlers({ server, redact }: Translation): Handlers<Names> {
  const typeOf = (name: string) => server.resource(name).compiled.type;
  return {
    async ValidateResourceConfig({ typeName = '', config, clientCapabilities }) {
      const body = readBody(typeOf(typeName), config) ?? {};
      const allowed = clientCapabilities?.writeOnlyAttributesAllowed ?? false;
      return { diagnostics: writeDiagnostics(await server.validateResource(typeName, body, allowed), redact) };
    },

    UpgradeResourceState({ typeName = '', version = 0, rawState }) {
      const { state, diagnostics } = server.upgradeState(typeName, { json: rawState?.json, version });
      return {
        upgradedState: state && writeValue(typeOf(typeName), state),
        diagnostics: writeDiagnostics(diagnostics, redact),
      };
    },

    async MoveResourceState(request) {
      const { targetTypeName = '', sourceProviderAddress = '', sourceTypeName = '', sourceSchemaVersion = 0 } = request;
      const { state, diagnostics } = await server.moveState(targetTypeName, {
        fromProvider: sourceProviderAddress,
        fromType: sourceTypeName,
        schemaVersion: sourceSchemaVersion,
        json: request.sourceState?.json ?? Buffer.from('null'),
      });
      return {
        targetState: state && writeValue(typeOf(targetTypeName), state),
        diagnostics: writeDiagnostics(diagnostics, redact),
      };
    },

    async ReadResource({ typeName = '', currentState, private: kept }) {
      const type = typeOf(typeName);
      const stored = readBody(type, currentState);
      if (stored === null) return { newState: writeValue(type, null), private: kept };
      const answer = await server.readResource(typeName, { state: stored, private: PrivateState.from(kept) });
      return {
        newState: writeValue(type, answer.state),
        private: answer.private.encode(),
        diagnostics: writeDiagnostics(answer.diagnostics, redact),
      };
    },

    async PlanResourceChange({ typeName = '', priorState, proposedNewState, config, priorPrivate }) {
      const type = typeOf(typeName);
      const answer = await server.planResource(typeName, {
        prior: readBody(type, priorState),
        proposed: readBody(type, proposedNewState),
        config: readBody(type, config),
        private: PrivateState.from(priorPrivate),
      });
      return {
        plannedState: writeValue(type, answer.planned),
        requiresReplace: answer.requiresReplace.map(writePath),
        plannedPrivate: answer.private.encode(),
        diagnostics: writeDiagnostics(answer.diagnostics, redact),
      };
    },

    async ApplyResourceChange({ typeName = '', priorState, plannedState, config, plannedPrivate }) {
      const type = typeOf(typeName);
      const answer = await server.applyResource(typeName, {
        prior: readBody(type, priorState),
        planned: readBody(type, plannedState),
        config: readBody(type, config),
        private: PrivateState.from(plannedPrivate),
      });
      return {
        newState: writeValue(type, answer.state),
        private: answer.private.encode(),
        diagnostics: writeDiagnostics(answer.diagnostics, redact),
      };
    },

    async ImportResourceState({ typeName = '', id = '' }) {
      const { state, diagnostics, private: kept } = await server.importResource(typeName, id);
      return {
        importedResources: state && [{ typeName, state: writeValue(typeOf(typeName), state), private: kept.encode() }],
        diagnostics: writeDiagnostics(diagnostics, redact),
      };
    },
  };
}
