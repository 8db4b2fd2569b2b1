/** Files of the demo that are no photographs. */

/** The mark of a made-up company, as a vector. */
export const drawMark = (name: string, hue: number): Blob =>
  new Blob([
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 160" width="480" height="160"><rect width="480" height="160" fill="hsl(${hue} 30% 96%)"/>
  <g fill="none" stroke="hsl(${hue} 55% 32%)" stroke-width="10"><circle cx="80" cy="80" r="44"/><path d="M36 80h88M80 36v88"/></g>
  <text x="150" y="98" font-family="sans-serif" font-size="52" font-weight="600" fill="hsl(${hue} 55% 24%)">${name}</text></svg>`,
  ]);

const RATE = 8000;

/** A quiet chord of some seconds, as a WAV file of one channel. */
export function playChord(seconds: number): Blob {
  const samples = Int16Array.from({ length: RATE * seconds }, (_, i) => {
    const at = i / RATE;
    const swell = Math.sin((Math.PI * at) / seconds) ** 2;
    return [220, 277.2, 329.6].reduce((sum, tone) => sum + Math.sin(2 * Math.PI * tone * at), 0) * swell * 4000;
  });
  const head = new DataView(new ArrayBuffer(44));
  const text = (at: number, word: string) => [...word].forEach((sign, i) => head.setUint8(at + i, sign.charCodeAt(0)));
  text(0, "RIFF");
  head.setUint32(4, 36 + samples.byteLength, true);
  text(8, "WAVEfmt ");
  head.setUint32(16, 16, true);
  head.setUint16(20, 1, true);
  head.setUint16(22, 1, true);
  head.setUint32(24, RATE, true);
  head.setUint32(28, RATE * 2, true);
  head.setUint16(32, 2, true);
  head.setUint16(34, 16, true);
  text(36, "data");
  head.setUint32(40, samples.byteLength, true);
  return new Blob([head.buffer, samples.buffer]);
}
