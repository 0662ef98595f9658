// Draws a link as a QR code. The drawing comes only when one is asked for.

/** A picture that a long press saves and any phone scans off a screen: black on white in every theme, its quiet zone within.
 * @param {string} link @returns {Promise<string>} a PNG as data: address */
export async function qrPicture(link) {
  const { generate } = await import("../vendor/lean-qr.js");
  const code = generate(link), scale = Math.ceil(720 / (code.size + 8));
  return code.toDataURL({ on: [0, 0, 0], off: [255, 255, 255], scale });
}
