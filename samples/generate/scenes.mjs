import { at, chance, circle, clip, cuts, ellipse, fill, group, height, inks, leaf, rect, rose, sheet, stroke, width } from './ink.mjs';

const { paper, ink, leaf: green, sage, amber, straw, sky, night, clay, ash, blush } = inks;
const red = inks.rose;

/** Rows of winter vegetables run to a hedge; a low sun stands over it. */
export function field() {
  const dice = chance(7);
  let rows = '';
  const horizon = 400;
  for (let row = -7; row <= 7; row += 1) {
    const far = 640 + row * 42;
    const near = 640 + row * 250;
    rows += fill(
      `M${far - 9} ${horizon}L${far + 9} ${horizon}L${near + 78} ${height}L${near - 78} ${height}Z`,
      row % 2 ? green : '#5f7d4f',
    );
    for (let step = 1; step < 9; step += 1) {
      const depth = (step / 9) ** 1.7;
      const x = far + (near - far) * depth;
      const y = horizon + (height - horizon) * depth;
      const size = 5 + 56 * depth;
      for (const turn of [-62, -28, 4, 34, 66])
        rows += at(x + dice.between(-3, 3), y + size * 0.4, leaf(size * 1.25, size * 0.36, row % 2 ? '#6c8a55' : sage, green), 1, turn);
    }
  }
  const hedge = Array.from({ length: 46 }, (_, index) =>
    circle(index * 29 - 10, horizon - 14 + dice.between(-12, 8), dice.between(22, 40), '#3f5540'),
  ).join('');
  return sheet(
    rect(0, 0, width, horizon + 10, straw) +
      cuts(3, { x: -40, y: 10, w: width, h: 330 }, { colour: '#f8ecca', count: 120, length: [40, 150], size: 4, opacity: 0.9 }) +
      circle(905, 285, 118, red) +
      cuts(4, { x: 800, y: 190, w: 190, h: 170 }, { colour: straw, count: 22, length: [20, 90], size: 4 }) +
      fill(`M0 ${horizon}C200 320 360 360 520 340C760 300 940 372 1280 330V${horizon + 20}H0Z`, '#8fa079') +
      hedge +
      rect(0, horizon, width, height, clay) +
      cuts(
        5,
        { x: 0, y: horizon + 10, w: width, h: 440 },
        { colour: '#c98561', count: 160, angle: 78, length: [10, 50], size: 4, opacity: 0.6 },
      ) +
      rows,
  );
}

/** The platen press in the old smithy, with a sheet just off it. */
export function press() {
  let spokes = '';
  for (let turn = 0; turn < 180; turn += 30) spokes += at(930, 400, rect(-210, -9, 420, 18, ink), 1, turn);
  return sheet(
    rect(0, 0, width, height, '#d8c7b4') +
      cuts(11, { x: -50, y: 0, w: width, h: 640 }, { colour: '#e8dccb', count: 150, angle: 90, length: [30, 120], size: 5, opacity: 0.8 }) +
      rect(0, 650, width, 204, clay) +
      cuts(12, { x: 0, y: 660, w: width, h: 190 }, { colour: '#c98561', count: 90, length: [40, 160], size: 5, opacity: 0.7 }) +
      rect(70, 90, 230, 300, sky) +
      stroke('M70 90H300V390H70ZM185 90V390M70 240H300', paper, 14) +
      circle(930, 400, 236, ink) +
      circle(930, 400, 200, '#d8c7b4') +
      spokes +
      circle(930, 400, 52, ink) +
      circle(930, 400, 20, amber) +
      fill('M470 720L520 300H760L860 720H740L700 560H600L570 720Z', ink) +
      fill('M500 300L440 150L700 120L770 300Z', '#473639') +
      rect(430, 268, 360, 44, ink, 'rx="8"') +
      at(452, 420, rect(-170, -120, 300, 210, paper, 'rx="4"') + at(-20, -14, rose(), 0.62) + stroke('M-20 52V80', green, 8), 1, -14) +
      fill('M640 640L400 700V732L660 690Z', ink) +
      stroke('M930 400L1090 250', red, 26) +
      circle(1096, 244, 26, red) +
      cuts(13, { x: 500, y: 320, w: 250, h: 380 }, { colour: ash, count: 46, angle: 80, length: [16, 70], size: 4, opacity: 0.55 }),
  );
}

/** Three beetroots on a cloth. */
export function beetroots() {
  const beet = (seed) => {
    let leaves = '';
    for (const [turn, long] of [
      [-46, 300],
      [-24, 350],
      [-4, 390],
      [17, 352],
      [40, 300],
    ]) {
      leaves += at(
        0,
        -118,
        stroke(`M0 0C10 ${-long * 0.3} -6 ${-long * 0.45} 0 ${-long * 0.55}`, red, 16) +
          at(0, -long * 0.42, leaf(long * 0.62, 66, green, blush)),
        1,
        turn,
      );
    }
    return (
      leaves +
      fill(
        'M0 -140C104 -140 150 -66 140 6C130 84 60 118 18 150C8 180 4 232 -4 262C-10 226 -12 184 -24 150C-70 112 -132 84 -140 6C-150 -66 -104 -140 0 -140Z',
        red,
      ) +
      cuts(seed, { x: -110, y: -90, w: 190, h: 170 }, { colour: blush, count: 30, angle: 8, length: [20, 74], size: 4, opacity: 0.8 }) +
      stroke('M-70 -96C-30 -118 34 -118 72 -96', '#7d2039', 7)
    );
  };
  return sheet(
    rect(0, 0, width, height, straw) +
      cuts(
        21,
        { x: -40, y: 0, w: width, h: height },
        { colour: '#f7e9c4', count: 160, angle: 34, length: [40, 130], size: 5, opacity: 0.8 },
      ) +
      ellipse(640, 732, 560, 52, '#d8b673') +
      at(330, 520, beet(22), 0.92, -9) +
      at(960, 520, beet(23), 0.9, 11) +
      at(645, 508, beet(24), 1.08, 1),
  );
}

/** Winter squashes on two shelves. */
export function squashes() {
  const squash = (colour, line) =>
    ellipse(0, 0, 150, 108, colour) +
    stroke(
      'M-96 -76C-140 -30 -140 40 -92 82M-46 -100C-80 -40 -80 50 -44 102M46 -100C80 -40 80 50 44 102M96 -76C140 -30 140 40 92 82M0 -104V104',
      line,
      8,
    ) +
    fill('M-16 -100C-20 -136 -34 -150 -52 -160L-18 -172C2 -158 14 -140 18 -100Z', green);
  const bottle = (colour, line) =>
    fill(
      'M-30 -190C20 -196 42 -160 40 -96C38 -30 104 0 104 76C104 142 50 166 0 166C-56 166 -104 138 -100 76C-98 10 -44 -20 -44 -96C-46 -130 -46 -176 -30 -190Z',
      colour,
    ) +
    stroke('M-14 -160C-2 -60 -44 20 -34 130M16 -150C26 -50 44 10 44 110', line, 6) +
    rect(-24, -226, 26, 44, green, 'rx="8"');
  const shelf = (y) => rect(0, y, width, 26, '#7c4a33') + rect(0, y + 26, width, 14, '#5c3526');
  return sheet(
    rect(0, 0, width, height, night) +
      cuts(
        31,
        { x: 0, y: 0, w: width, h: height },
        { colour: '#43516c', count: 190, angle: 90, length: [30, 120], size: 5, opacity: 0.8 },
      ) +
      shelf(380) +
      shelf(770) +
      at(200, 290, squash(amber, '#b1752a'), 0.86) +
      at(470, 268, squash(clay, '#854628'), 1.04) +
      at(760, 270, bottle(straw, '#cda75c'), 0.66, 8) +
      at(1020, 284, squash('#7f916a', '#5a6d4b'), 0.92) +
      at(180, 640, bottle(amber, '#b1752a'), 0.78, -6) +
      at(470, 662, squash('#5f7a55', sage), 1) +
      at(800, 656, squash(red, '#84243c'), 1.06) +
      at(1100, 650, bottle('#c9803f', '#98562a'), 0.72, 10),
  );
}

/** A rose grown out of a heap of ash: the story of the house. */
export function phoenix() {
  const dice = chance(41);
  let embers = '';
  for (let index = 0; index < 46; index += 1)
    embers += circle(dice.between(140, 1140), dice.between(60, 560), dice.between(2, 6), index % 3 ? ash : amber);
  return sheet(
    rect(0, 0, width, height, '#3a2d30') +
      cuts(42, { x: 0, y: 0, w: width, h: 640 }, { colour: '#54434a', count: 170, angle: 70, length: [30, 110], size: 4, opacity: 0.8 }) +
      embers +
      fill('M0 700C220 560 420 600 640 590C880 580 1080 560 1280 690V854H0Z', '#8d817e') +
      fill('M0 760C260 660 480 700 700 680C900 664 1100 680 1280 770V854H0Z', ash) +
      cuts(43, { x: 0, y: 640, w: width, h: 210 }, { colour: '#dcd2cc', count: 120, angle: -6, length: [20, 80], size: 4, opacity: 0.7 }) +
      stroke('M640 700C652 600 620 500 640 330', '#6f8d5d', 18) +
      at(636, 560, leaf(190, 62, '#6f8d5d', paper), 1, -62) +
      at(634, 480, leaf(210, 64, green, paper), 1, 58) +
      at(642, 620, leaf(150, 48, green, paper), 1, 74) +
      at(640, 270, rose(), 1.5),
  );
}

/** The polytunnel at night with somebody's lamp in it. */
export function tunnel() {
  const dice = chance(51);
  let stars = '';
  for (let index = 0; index < 80; index += 1)
    stars += circle(dice.between(0, width), dice.between(0, 400), dice.between(1.5, 4), '#e9e2cf');
  let ribs = '';
  for (let index = 0; index < 6; index += 1) {
    const inset = index * 74;
    ribs += stroke(
      `M${190 + inset * 0.9} 700V${560 - index * 8}A${450 - inset * 0.9} ${330 - inset * 0.42} 0 0 1 ${1090 - inset * 0.9} ${560 - index * 8}V700`,
      index ? '#f7dfa5' : ink,
      index ? 7 : 14,
      `opacity="${index ? 0.75 : 1}"`,
    );
  }
  return sheet(
    rect(0, 0, width, height, night) +
      cuts(52, { x: 0, y: 0, w: width, h: 520 }, { colour: '#3d4b66', count: 110, length: [40, 160], size: 4, opacity: 0.8 }) +
      stars +
      circle(210, 150, 52, '#f3e6c4') +
      circle(236, 138, 48, night) +
      fill('M190 700V560A450 330 0 0 1 1090 560V700Z', amber) +
      cuts(
        53,
        { x: 240, y: 300, w: 760, h: 390 },
        { colour: straw, count: 110, angle: 90, length: [30, 110], size: 6, opacity: 0.7, clip: 'tunnel' },
      ) +
      ribs +
      fill('M560 700L600 470H680L720 700Z', '#8a5a2c') +
      circle(640, 430, 30, '#fff4d6') +
      rect(0, 690, width, 170, '#24303f') +
      cuts(54, { x: 0, y: 700, w: width, h: 150 }, { colour: '#e5e4dc', count: 120, angle: 4, length: [20, 90], size: 4, opacity: 0.5 }) +
      [260, 340, 420, 870, 950, 1030]
        .map((x) => [-40, -12, 16, 42].map((turn) => at(x, 696, leaf(96, 26, green, straw), 1, turn)).join(''))
        .join(''),
    { defs: clip('tunnel', '<path d="M190 700V560A450 330 0 0 1 1090 560V700Z"/>') },
  );
}

/** An apple tree with a ladder in the orchard. */
export function orchard() {
  const dice = chance(61);
  let crown = '';
  for (let index = 0; index < 46; index += 1) {
    const turn = dice.between(0, Math.PI * 2);
    const reach = Math.sqrt(dice.next());
    crown += circle(
      700 + Math.cos(turn) * reach * 320,
      300 + Math.sin(turn) * reach * 190,
      dice.between(50, 96),
      index % 3 ? green : '#5f7d4f',
    );
  }
  let apples = '';
  for (let index = 0; index < 26; index += 1) {
    const turn = dice.between(0, Math.PI * 2);
    const reach = Math.sqrt(dice.next());
    const x = 700 + Math.cos(turn) * reach * 350;
    const y = 310 + Math.sin(turn) * reach * 200;
    apples += circle(x, y, 20, red) + stroke(`M${x - 8} ${y - 6}l6 -6`, blush, 5);
  }
  return sheet(
    rect(0, 0, width, 560, sky) +
      cuts(62, { x: -60, y: 10, w: width, h: 500 }, { colour: '#bcd3d4', count: 110, length: [50, 180], size: 5, opacity: 0.9 }) +
      fill('M0 560C300 500 600 540 800 530C1000 520 1150 540 1280 520V854H0Z', sage) +
      fill('M0 660C300 620 700 650 1280 610V854H0Z', '#8fa06f') +
      cuts(63, { x: 0, y: 560, w: width, h: 290 }, { colour: '#c9d2a8', count: 170, angle: -72, length: [12, 44], size: 4, opacity: 0.8 }) +
      fill('M650 720C676 620 660 500 620 400L690 430L730 330L750 450L830 400C760 500 750 620 780 720Z', '#5c3d33') +
      crown +
      cuts(64, { x: 380, y: 120, w: 640, h: 380 }, { colour: sage, count: 130, angle: 30, length: [12, 40], size: 5, opacity: 0.7 }) +
      apples +
      stroke(
        'M330 760L520 260M410 780L590 270M352 700L432 716M378 632L456 646M404 564L480 576M430 496L504 506M456 428L528 436M482 360L552 366',
        '#6d4a35',
        14,
      ) +
      [
        [250, 790],
        [300, 806],
        [880, 770],
        [930, 792],
        [1000, 766],
      ]
        .map(([x, y]) => circle(x, y, 18, red))
        .join(''),
  );
}

/** A long table for a winter supper. */
export function table() {
  const bowl = (colour, soup) =>
    ellipse(0, 10, 92, 40, '#3b2b2d', 'opacity=".25"') +
    fill('M-90 -20C-86 44 -44 60 0 60C44 60 86 44 90 -20Z', colour) +
    ellipse(0, -20, 90, 30, paper) +
    ellipse(0, -18, 76, 23, soup);
  const candle =
    rect(-12, -130, 24, 130, paper) +
    fill('M0 -196C22 -166 16 -140 0 -136C-16 -140 -22 -166 0 -196Z', amber) +
    ellipse(0, 2, 40, 12, amber);
  return sheet(
    rect(0, 0, width, 420, '#6a2b38') +
      cuts(71, { x: 0, y: 0, w: width, h: 400 }, { colour: '#8a4350', count: 130, angle: 90, length: [30, 120], size: 5, opacity: 0.8 }) +
      [180, 430, 860, 1110]
        .map(
          (x, index) =>
            circle(x, 250, 66, ['#3b2b2d', '#4a3134', '#4a3134', '#3b2b2d'][index]) +
            fill(`M${x - 130} 440C${x - 120} 330 ${x + 120} 330 ${x + 130} 440Z`, [green, night, clay, '#74505f'][index]),
        )
        .join('') +
      rect(0, 400, width, 454, '#3f2a30') +
      fill('M110 400H1170L1290 730V854H-10V730Z', '#c08a5a') +
      cuts(72, { x: 70, y: 430, w: 1000, h: 400 }, { colour: '#d8a878', count: 120, length: [60, 220], size: 5, opacity: 0.7 }) +
      at(330, 520, candle, 0.9) +
      at(960, 516, candle, 0.9) +
      at(640, 500, candle, 1.1) +
      at(210, 640, bowl(night, amber), 1) +
      at(500, 664, bowl(green, red), 1.08) +
      at(800, 660, bowl(clay, straw), 1.08) +
      at(1090, 640, bowl('#74505f', sage), 1) +
      fill('M560 790C560 742 620 716 680 720C752 724 790 752 786 800C740 824 600 824 560 790Z', '#9a5c34') +
      stroke('M604 748L636 800M658 734L690 804M716 740L742 794', straw, 9),
  );
}

/** A robin on the fork, the fork in the compost. */
export function compost() {
  const dice = chance(81);
  let scraps = '';
  for (let index = 0; index < 60; index += 1) {
    const x = dice.between(120, 1160);
    const y = dice.between(600, 830);
    scraps += at(
      x,
      y,
      leaf(dice.between(30, 70), dice.between(10, 20), [sage, amber, clay, green, blush][index % 5], '#4b382f'),
      1,
      dice.between(-90, 90),
    );
  }
  return sheet(
    rect(0, 0, width, height, '#c9d3cd') +
      cuts(82, { x: -40, y: 0, w: width, h: 600 }, { colour: '#e3e9e2', count: 150, angle: 64, length: [30, 120], size: 4, opacity: 0.9 }) +
      fill('M60 854C140 620 420 560 640 560C880 560 1140 620 1230 854Z', '#5f4638') +
      scraps +
      cuts(83, { x: 200, y: 600, w: 880, h: 240 }, { colour: '#8a6a55', count: 110, angle: 20, length: [16, 60], size: 5, opacity: 0.7 }) +
      stroke('M640 210V560', '#8a5a37', 26) +
      stroke('M560 160H720', '#8a5a37', 30) +
      stroke('M560 740V600C560 560 600 556 640 556C680 556 720 560 720 600V740M613 740V570M667 740V570', ink, 13) +
      at(
        700,
        92,
        fill(
          'M-110 30C-96 -40 -40 -84 20 -76C72 -70 96 -30 92 10C88 52 40 72 -10 70C-60 66 -84 56 -170 96C-150 66 -130 48 -110 30Z',
          '#7a6048',
        ) +
          fill('M92 2C96 44 58 70 20 70C4 40 10 -20 40 -52C74 -52 90 -30 92 2Z', '#cf5a34') +
          circle(52, -34, 8, ink) +
          fill('M88 -34L124 -22L88 -14Z', ink) +
          stroke('M4 68V92M26 68V92', ink, 6),
        0.92,
      ),
  );
}

/** Seed packets in a row, each with what it will be. */
export function seeds() {
  const dice = chance(92);
  const packet = (colour, drawing) =>
    rect(-110, -160, 220, 320, paper, 'rx="6"') +
    rect(-110, -160, 220, 70, colour, 'rx="6"') +
    rect(-110, -104, 220, 14, colour) +
    stroke('M-70 -125H70', paper, 8) +
    drawing +
    stroke('M-60 128H60', ash, 6);
  const carrot =
    fill('M-34 -30H34L0 100Z', amber) +
    at(0, -28, leaf(66, 18, green), 1, -28) +
    at(0, -28, leaf(76, 18, green)) +
    at(0, -28, leaf(66, 18, green), 1, 28);
  const pea = at(
    -58,
    40,
    group(
      fill('M0 0C30 -70 100 -90 124 -60C110 10 40 40 0 0Z', green) + [26, 54, 82].map((x, i) => circle(x, -18 - i * 12, 14, sage)).join(''),
    ),
  );
  const flower =
    [0, 60, 120, 180, 240, 300].map((turn) => at(0, 30, ellipse(0, -44, 22, 36, red), 1, turn)).join('') + circle(0, 30, 24, straw);
  const lettuce = [-50, -20, 20, 50].map((turn) => at(0, 86, leaf(130, 46, turn % 40 ? sage : green), 1, turn)).join('');
  return sheet(
    rect(0, 0, width, height, '#8fa079') +
      cuts(
        91,
        { x: -40, y: 0, w: width, h: height },
        { colour: '#a7b691', count: 170, angle: 12, length: [40, 140], size: 5, opacity: 0.8 },
      ) +
      at(250, 430, packet(amber, carrot), 1.2, -7) +
      at(520, 410, packet(green, pea), 1.2, 3) +
      at(790, 430, packet(red, flower), 1.2, -3) +
      at(1050, 420, packet('#5f7d4f', lettuce), 1.2, 6) +
      Array.from({ length: 44 }, (_, index) =>
        at(dice.between(140, 1140), dice.between(690, 800), ellipse(0, 0, 10, 6, '#4b3a2a'), 1, index * 37),
      ).join(''),
  );
}
