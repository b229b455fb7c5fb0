// Surfaces by three.js (WebGL), fetched only by the pages that show one. Drawn when something changes, never in a loop.
import {
  AmbientLight,
  BufferAttribute,
  BufferGeometry,
  Color,
  DirectionalLight,
  DoubleSide,
  Group,
  Line,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
  MeshLambertMaterial,
  type Object3D,
  OrthographicCamera,
  Plane,
  Scene,
  SphereGeometry,
  Vector3,
  WebGLRenderer,
} from 'three';
import {
  corners,
  HALF_HEIGHT,
  quads,
  type Sheet,
  type SurfaceColours,
  type SurfaceData,
  type SurfaceView,
  toBox,
} from './surfaceMesh.js';

/** The ceiling and the floor of the box: sheets end there. */
const LIMITS = [new Plane(new Vector3(0, 0, -1), HALF_HEIGHT), new Plane(new Vector3(0, 0, 1), HALF_HEIGHT)];

/** Every how many grid lines one is drawn. */
const LINES = 4;

/** A view on the canvas's WebGL context. Throws where there is none. */
export function surfaceScene(canvas: HTMLCanvasElement): SurfaceView {
  const renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true });
  renderer.localClippingEnabled = true;
  const scene = new Scene();
  const camera = new OrthographicCamera(-1, 1, 1, -1, 0.1, 20);
  camera.up.set(0, 0, 1);
  const sun = new DirectionalLight(0xffffff, 1.6);
  scene.add(new AmbientLight(0xffffff, 2), sun);
  let shown = new Group();

  return {
    show(data, colours) {
      scene.remove(shown);
      release(shown);
      shown = new Group();
      for (const sheet of data.sheets) shown.add(...sheetObjects(data, sheet, colours));
      for (const { places, colour } of data.lines ?? []) shown.add(lineObject(data, places, colours[colour]));
      for (const { at, colour } of data.points ?? []) {
        const ball = new Mesh(new SphereGeometry(0.035, 24, 16), new MeshBasicMaterial({ color: colours[colour] }));
        ball.position.set(...toBox(data, at));
        shown.add(ball);
      }
      scene.add(shown);
    },
    look(eye, width, height) {
      const half = 1.4 / eye.zoom;
      const wide = Math.max(width / height, 1 / 1.3);
      Object.assign(camera, { left: -half * wide, right: half * wide, top: half, bottom: -half });
      const level = Math.cos(eye.elevation);
      camera.position.set(
        -6 * level * Math.sin(eye.azimuth),
        -6 * level * Math.cos(eye.azimuth),
        6 * Math.sin(eye.elevation),
      );
      camera.lookAt(0, 0, 0);
      camera.updateProjectionMatrix();
      sun.position.copy(camera.position).add({ x: 2, y: 0, z: 4 });
      renderer.setPixelRatio(Math.min(2, window.devicePixelRatio));
      renderer.setSize(width, height, false);
      renderer.render(scene, camera);
    },
    dispose() {
      release(shown);
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}

function sheetObjects(data: SurfaceData, sheet: Sheet, colours: SurfaceColours): Object3D[] {
  const places = corners(data, sheet);
  const drawn = quads(data, sheet);
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(places, 3));
  geometry.setIndex(drawn.flatMap(([a, b, c, d]) => [a!, b!, c!, a!, c!, d!]));
  geometry.computeVertexNormals();
  const byHeight = sheet.colour === 'height';
  if (byHeight) geometry.setAttribute('color', new BufferAttribute(heightColours(places, colours), 3));
  const material = new MeshLambertMaterial({
    side: DoubleSide,
    clippingPlanes: LIMITS,
    vertexColors: byHeight,
    color: byHeight ? 0xffffff : new Color(colours[sheet.colour as Exclude<Sheet['colour'], 'height'>]),
    transparent: !byHeight,
    opacity: byHeight ? 1 : 0.5,
    depthWrite: byHeight,
    polygonOffset: true,
    polygonOffsetFactor: 1,
    polygonOffsetUnits: 1,
  });
  return [new Mesh(geometry, material), gridLines(data, places, drawn, colours.edge)];
}

function heightColours(places: Float32Array, colours: SurfaceColours): Float32Array {
  const low = new Color(colours['contour-low']);
  const high = new Color(colours['contour-high']);
  const result = new Float32Array(places.length);
  const mixed = new Color();
  for (let k = 0; k < places.length; k += 3) {
    mixed.lerpColors(low, high, places[k + 2]! / (2 * HALF_HEIGHT) + 0.5).toArray(result, k);
  }
  return result;
}

function gridLines(data: SurfaceData, places: Float32Array, drawn: readonly number[][], colour: string): Object3D {
  const ends: number[] = [];
  for (const [a, b, , d] of drawn) {
    if (Math.floor(a! / data.columns) % LINES === 0) ends.push(a!, b!);
    if ((a! % data.columns) % LINES === 0) ends.push(a!, d!);
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(places, 3));
  geometry.setIndex(ends);
  return new LineSegments(
    geometry,
    new LineBasicMaterial({ color: colour, transparent: true, opacity: 0.35, clippingPlanes: LIMITS }),
  );
}

function lineObject(
  data: SurfaceData,
  places: readonly (readonly [number, number, number])[],
  colour: string,
): Object3D {
  const geometry = new BufferGeometry();
  geometry.setAttribute(
    'position',
    new BufferAttribute(Float32Array.from(places.flatMap((each) => toBox(data, each))), 3),
  );
  // In front of the surface it lies on.
  return new Line(geometry, new LineBasicMaterial({ color: colour, linewidth: 2, depthTest: false }));
}

function release(group: Group): void {
  group.traverse((each) => {
    if (each instanceof Mesh || each instanceof Line) {
      each.geometry.dispose();
      (each.material as LineBasicMaterial).dispose();
    }
  });
}
