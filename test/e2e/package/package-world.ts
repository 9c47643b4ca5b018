import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FreshProject } from './fresh-project';
import { Harbor, type Palette } from './harbor';
import { packInto } from './tarball';

/** The package as `npm pack` makes it, the registry of its README, Palette, and the projects of one test file. */
export class PackageWorld {
  readonly folder = mkdtempSync(join(tmpdir(), 'packed-'));
  private readonly open: { close(): Promise<void> | void }[] = [];
  private running: Palette | undefined;

  private constructor(readonly tarball: string) {}

  static async start(): Promise<PackageWorld> {
    const folder = mkdtempSync(join(tmpdir(), 'tarball-'));
    const world = new PackageWorld(await packInto(folder));
    world.open.push({ close: () => rmSync(folder, { recursive: true }) });
    return world;
  }

  get palette(): Palette {
    if (this.running === undefined) throw new Error('Palette starts with the first project');
    return this.running;
  }

  /** A new folder in which npm installed this package beside others. The first one's `palette-oci sandbox` is Palette. */
  async project(...packages: readonly string[]): Promise<FreshProject> {
    const project = new FreshProject();
    this.open.push({ close: () => project.remove() });
    await project.install(this.tarball, ...packages);
    this.running ??= await this.startPalette(join(project.path, 'node_modules', '.bin', 'palette-oci'));
    project.connect(this.running);
    return project;
  }

  private async startPalette(file: string): Promise<Palette> {
    const harbor = await Harbor.start();
    this.open.push(harbor);
    const palette = await harbor.startPalette(file);
    this.open.push(palette);
    return palette;
  }

  async end(): Promise<void> {
    for (const item of this.open.splice(0).reverse()) await item.close();
    rmSync(this.folder, { recursive: true });
  }
}
