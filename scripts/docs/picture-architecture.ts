import { card, escapeXml, MONOSPACE, SANS } from './picture-svg';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly lines?: readonly string[];
  /** Where in this repository it is. */
  readonly place?: string;
  readonly fill: string;
}

const OURS = '#ddf4ff';
const ROOM = '#ffffff';
const OTHERS = '#f6f8fa';

const BOXES: readonly Box[] = [
  {
    x: 24,
    y: 64,
    width: 236,
    height: 122,
    title: 'Your program',
    lines: ['OciHelmRegistry, RegistryAuth', 'EcrHelmRegistry, allowlist, IAM', 'with CDKTF or cdktn'],
    place: 'lib, lib/aws, lib/palette',
    fill: OURS,
  },
  { x: 24, y: 226, width: 236, height: 62, title: 'Or plain HCL', lines: ['palette-oci install'], fill: OTHERS },
  {
    x: 330,
    y: 64,
    width: 164,
    height: 224,
    title: 'Terraform',
    lines: ['cdk.tf.json or *.tf,', 'terraform.d/plugins', 'with the provider,', 'state and plan'],
    fill: OTHERS,
  },
  { x: 584, y: 24, width: 252, height: 416, title: 'Provider process', lines: ['one Node.js file'], fill: OURS },
  room(600, 72, 'Plugin bridge', 'protocol 6, own gRPC', 'src/bridge'),
  room(600, 144, 'Resources, data sources', 'functions', 'src/provider'),
  room(600, 216, "Client of Palette's API", 'rate limit, retries', 'src/palette'),
  { ...room(600, 288, 'OCI client', 'probe', 'src/oci'), width: 106 },
  { ...room(714, 288, 'AWS facts', 'hosts, policies', 'src/aws'), width: 106 },
  room(600, 360, 'HTTP', 'proxy, trust, failures', 'src/http'),
  {
    x: 906,
    y: 196,
    width: 210,
    height: 92,
    title: 'Spectro Cloud Palette',
    lines: ['validates and synchronizes', 'or its stand-in:'],
    place: 'src/sandbox',
    fill: OTHERS,
  },
  {
    x: 906,
    y: 350,
    width: 210,
    height: 78,
    title: 'OCI registry',
    lines: ['Harbor, GHCR, ACR, …', 'Amazon ECR'],
    fill: OTHERS,
  },
  {
    x: 24,
    y: 350,
    width: 236,
    height: 78,
    title: 'palette-oci',
    lines: ['sandbox, install, probe, allowlist'],
    place: 'src/cli',
    fill: OURS,
  },
];

function room(x: number, y: number, title: string, line: string, place: string): Box {
  return { x, y, width: 220, height: 64, title, lines: [line], place, fill: ROOM };
}

/** From, to, words above the line. */
const ARROWS: readonly (readonly [string, string, string])[] = [
  ['M260 125 H322', 'synth', '291 115'],
  ['M260 257 H322', '', ''],
  ['M494 104 H592', 'gRPC, mTLS', '539 94'],
  ['M820 242 H898', 'HTTPS', '861 232'],
  ['M1011 288 V342', 'reads charts', '1058 320'],
  ['M820 392 H898', 'probe', '859 382'],
  ['M260 392 H548 V320 H592', 'palette-oci probe', '404 384'],
];

/** docs/images/architecture.svg: who starts and calls whom. */
export function architecturePicture(): string {
  return card({
    width: 1140,
    height: 464,
    title: 'A CDKTF program or HCL, Terraform, the provider process, Palette and the OCI registry, and who calls whom',
    fill: '#ffffff',
    content: [
      '<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">' +
        '<path d="M0 0 L10 5 L0 10 z" fill="#57606a"/></marker></defs>',
      ...BOXES.map(drawBox),
      ...ARROWS.map(drawArrow),
    ],
  });
}

function drawBox({ x, y, width, height, title, lines = [], place, fill }: Box): string {
  const text = (content: string, line: number, style: string) =>
    `<text x="${x + 12}" y="${y + 20 + line * 17}" ${style}>${escapeXml(content)}</text>`;
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${fill}" stroke="#8c959f"/>`,
    text(title, 0, `font-family="${SANS}" font-size="14" font-weight="bold" fill="#1f2328"`),
    ...lines.map((line, index) => text(line, index + 1, `font-family="${SANS}" font-size="12.5" fill="#424a53"`)),
    ...(place ? [text(place, lines.length + 1, `font-family="${MONOSPACE}" font-size="11" fill="#0550ae"`)] : []),
  ].join('\n');
}

function drawArrow([path, label, at]: (typeof ARROWS)[number]): string {
  const line = `<path d="${path}" fill="none" stroke="#57606a" stroke-width="1.5" marker-end="url(#head)"/>`;
  if (label === '') return line;
  const [x, y] = at.split(' ');
  return `${line}\n<text x="${x}" y="${y}" text-anchor="middle" font-family="${SANS}" font-size="11.5" fill="#57606a">${escapeXml(label)}</text>`;
}
