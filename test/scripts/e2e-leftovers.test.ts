import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder';
import { evaluate } from './script-module';

/** Ends a run that left these folders of namespaces. @returns what there was, and where the folders were */
function endRunWith(...namespaces: string[]): { readonly left: unknown; readonly settings: string } {
  const folder = temporaryFolder();
  const temporary = join(folder, 'tmp');
  const settings = join(temporaryFolder(), 'netns');
  mkdirSync(temporary);
  for (const name of namespaces) {
    mkdirSync(join(settings, name), { recursive: true });
    writeFileSync(join(settings, name, 'hosts'), '');
  }
  const run = { folder, temporary, namespacePrefix: 'e2e0-', namespaceSettings: settings };
  return { left: evaluate('e2e-leftovers.mjs', `it.runOf(${JSON.stringify(run)}).end()`), settings };
}

describe('settings of network namespaces that a run left', () => {
  it('are removed, with the folder of all settings when that is empty then', () => {
    const { left, settings } = endRunWith('e2e0-a', 'e2e0-b');
    expect(left).toEqual([`folder ${settings}/e2e0-a`, `folder ${settings}/e2e0-b`]);
    expect(existsSync(settings)).toBe(false);
  });

  it('are removed alone where others have namespaces, too', () => {
    const { left, settings } = endRunWith('e2e0-a', 'e2e00-a', 'vpn');
    expect(left).toEqual([`folder ${settings}/e2e0-a`]);
    expect(readdirSync(settings).sort()).toEqual(['e2e00-a', 'vpn']);
    expect(existsSync(join(settings, 'vpn', 'hosts'))).toBe(true);
  });

  it('may never have been there', () => {
    const { left, settings } = endRunWith();
    expect(left).toEqual([]);
    expect(existsSync(settings)).toBe(false);
  });
});
