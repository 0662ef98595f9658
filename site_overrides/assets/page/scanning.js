// QR codes through the camera or out of a picture: by the browser's own reader where there is one, else by ours.

/** How large a picture is looked at, its longer side in pixels: most codes are read at once, the dense at full size. */
const SIZES = [1000, 1800, 600];
/** Milliseconds between two looks through the camera: a phone stays cool. */
const REST = 180;

/** @returns {Promise<(image: HTMLCanvasElement) => Promise<string[]>>} */
async function reader() {
  try {
    if ((await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
      const own = new BarcodeDetector({ formats: ["qr_code"] });
      return async (canvas) => (await own.detect(canvas)).map(({ rawValue }) => rawValue);
    }
  } catch { /* this browser reads none itself */ }
  const { decodeQR } = await import("../vendor/qr/decode.js");
  return async (canvas) => {
    const { width, height } = canvas, { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
    try {
      return [decodeQR({ width, height, data })];
    } catch {
      return []; // that is how it says: none
    }
  };
}

/** A picture or a frame on a canvas of our size, on white: a code may be transparent around. */
function drawn(source, width, height, most, canvas = document.createElement("canvas")) {
  const scale = Math.min(1, most / Math.max(width, height));
  Object.assign(canvas, { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) });
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
}

const loaded = (address) => new Promise((resolve, reject) => {
  const image = new Image();
  image.onload = () => resolve(image);
  image.onerror = () => reject(new Error("no picture"));
  image.src = address;
});

/** @param {Blob} file @returns {Promise<string[]|null>} what its codes say; null: it is no picture a browser can open */
export async function readPicture(file) {
  const address = URL.createObjectURL(file);
  try {
    const image = await loaded(address), { naturalWidth: width, naturalHeight: height } = image, read = await reader();
    for (const most of SIZES) {
      const found = await read(drawn(image, width, height, most));
      if (found.length) return found;
      // Smaller than what was looked at: looking again shows nothing new.
      if (Math.max(width, height) <= SIZES[2]) break;
    }
    return [];
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Fetches what reading needs while there is a signal: in the shop there may be none. */
export const prepare = () => reader().catch(() => {});

export const hasCamera = () => Boolean(navigator.mediaDevices?.getUserMedia);

/**
 * Looks through the camera until told to stop. The same code held before it is told once.
 * @param {HTMLVideoElement} video @param {(text: string) => void} tell
 * @returns {Promise<() => void>} stops; throws "denied", "none"
 */
export async function watch(video, tell) {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } }, audio: false });
  } catch (problem) {
    throw new Error(problem.name === "NotAllowedError" || problem.name === "SecurityError" ? "denied" : "none");
  }
  let on = true, latest = "";
  const stop = () => {
    on = false;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  const canvas = document.createElement("canvas");
  try {
    const read = await reader();
    video.srcObject = stream;
    await video.play();
    const look = async () => {
      if (!on) return;
      if (video.videoWidth) {
        const found = await read(drawn(video, video.videoWidth, video.videoHeight, SIZES[0], canvas)).catch(() => []);
        for (const text of found) if (on && text !== latest) tell((latest = text));
      }
      setTimeout(look, REST);
    };
    look();
  } catch {
    stop();
    throw new Error("none");
  }
  return stop;
}
