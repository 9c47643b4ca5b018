import { builtinModules } from 'node:module';
import { PAST_THE_DOOR, ROOMS, type Room } from './rooms';
import { type Import, importsOf, roomOf, sourceFiles } from './source-files';

const imports = sourceFiles().flatMap(importsOf);

function isBuiltin(name: string): boolean {
  return name.startsWith('node:') || builtinModules.includes(name);
}

function allowsPackage({ packages = [], pure }: Room, name: string): boolean {
  if (isBuiltin(name)) return pure !== true;
  return packages.some(
    (allowed) => allowed === name || (allowed.endsWith('/*') && name.startsWith(allowed.slice(0, -1))),
  );
}

/** What is wrong with an import, and what to do. */
function problemOf({ from, to, isPackage }: Import): string | undefined {
  const room = roomOf(from);
  if (!room) return `${from} is in no room. Add its folder to test/house/rooms.ts, with a law.`;
  if (isPackage) {
    if (allowsPackage(room, to)) return undefined;
    const owners = ROOMS.filter((other) => allowsPackage(other, to) && !isBuiltin(to)).map(({ place }) => place);
    const advice = owners.length > 0 ? `Move what needs it to ${owners.join(' or ')}` : 'No room may: do without it';
    return `${from} imports "${to}", which ${room.place} may not. ${advice}.`;
  }
  const target = roomOf(to);
  if (target === room) return undefined;
  if (!target || !room.enters.includes(target.place)) {
    const allowed = room.enters.length > 0 ? `only ${room.enters.join(', ')}` : 'no other room';
    return `${from} imports ${to}: ${room.place} may enter ${allowed}. Move the shared thing down, or pass it in.`;
  }
  const isDoor = to === target.place || to === `${target.place}/index.ts` || isOnlyFileDoor(target, to);
  if (isDoor || `${from} -> ${to}` in PAST_THE_DOOR) return undefined;
  return `${from} imports ${to} past the door of ${target.place}. Import "${target.place}" and export the thing from its index.ts.`;
}

/** src/bridge and src/cli have no index of their own use: the bridge's door is the file that joins its rooms. */
function isOnlyFileDoor({ place }: Room, to: string): boolean {
  return (
    (place === 'src/bridge' && to === 'src/bridge/serve-provider.ts') ||
    (place === 'src/cli' && to === 'src/cli/main.ts')
  );
}

test('arrows between rooms, and npm packages, are those of the map', () => {
  expect(imports.map(problemOf).filter((problem) => problem !== undefined)).toEqual([]);
});

test('every exception at a door is still needed', () => {
  const written = imports.map(({ from, to }) => `${from} -> ${to}`);
  expect(Object.keys(PAST_THE_DOOR).filter((exception) => !written.includes(exception))).toEqual([]);
});

test('the map has no circle', () => {
  const visit = (place: string, path: readonly string[]): string[] => {
    if (path.includes(place)) return [[...path, place].join(' -> ')];
    const room = ROOMS.find((candidate) => candidate.place === place);
    return (room?.enters ?? []).flatMap((next) => visit(next, [...path, place]));
  };
  expect(ROOMS.flatMap(({ place }) => visit(place, []))).toEqual([]);
});
