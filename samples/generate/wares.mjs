import { at, circle, cuts, ellipse, fill, group, height, inks, leaf, rect, rose, sheet, stroke, width } from './ink.mjs';

const { paper, ink, leaf: green, sage, amber, straw, sky, night, clay, ash, blush } = inks;
const red = inks.rose;

/** A wooden box with this week's vegetables. */
export function vegBox() {
  const carrot = fill('M-30 0H30L4 170Z', amber) + [-22, 0, 22].map((turn) => at(0, 4, leaf(120, 20, green), 1, turn)).join('');
  const cabbage =
    circle(0, 0, 128, green) +
    circle(0, 6, 96, sage) +
    stroke('M0 -84V90M0 -20C-40 -40 -60 -50 -74 -40M0 -20C40 -40 60 -50 74 -40M0 30C-40 10 -64 6 -78 16M0 30C40 10 64 6 78 16', paper, 7);
  const leek =
    rect(-24, -40, 48, 250, paper, 'rx="20"') +
    [-16, 0, 16].map((turn) => at(0, 0, leaf(260, 40, turn ? green : '#6c8a55'), 1, turn)).join('');
  return sheet(
    rect(0, 0, width, height, '#e3cfae') +
      cuts(
        101,
        { x: -40, y: 0, w: width, h: height },
        { colour: '#efe1c6', count: 150, angle: 5, length: [60, 200], size: 5, opacity: 0.8 },
      ) +
      at(400, 330, leek, 1.05, -12) +
      at(500, 330, leek, 1.05, -2) +
      at(690, 390, cabbage, 1.25) +
      at(880, 300, carrot, 1.3, 8) +
      at(960, 320, carrot, 1.2, 20) +
      circle(350, 470, 74, red) +
      circle(930, 470, 66, '#7d2039') +
      fill('M230 470H1050L1000 780H280Z', '#b98554') +
      stroke('M246 560H1034M262 660H1018', '#8a5a37', 10) +
      cuts(102, { x: 270, y: 480, w: 720, h: 290 }, { colour: '#d2a577', count: 80, length: [40, 140], size: 4, opacity: 0.8 }) +
      ellipse(640, 800, 420, 26, '#b79b70', 'opacity=".6"') +
      at(640, 618, rose(), 0.5),
  );
}

/** A year of prints, hung from a peg. */
export function calendar() {
  const month = (x, y, drawing) => at(x, y, rect(-78, -62, 156, 124, '#efe3cd') + drawing);
  return sheet(
    rect(0, 0, width, height, '#a9c0c0') +
      cuts(
        111,
        { x: -30, y: 0, w: width, h: height },
        { colour: '#bfd1cf', count: 150, angle: 90, length: [40, 160], size: 5, opacity: 0.9 },
      ) +
      rect(396, 116, 500, 676, '#7f9797', 'transform="rotate(-2 640 440)" opacity=".5"') +
      group(
        rect(384, 92, 512, 680, paper) +
          circle(640, 118, 10, ink) +
          at(640, 290, rose(), 0.95) +
          at(640, 390, leaf(120, 40, green), 1, 66) +
          at(640, 390, leaf(120, 40, green), 1, -66) +
          month(482, 520, at(0, 40, leaf(86, 26, green), 1, 0)) +
          month(640, 520, circle(0, 0, 36, amber)) +
          month(798, 520, at(0, 30, leaf(76, 22, sage), 1, 20)) +
          month(482, 664, circle(0, 4, 30, red)) +
          month(640, 664, at(0, 40, leaf(80, 26, clay), 1, -14)) +
          month(798, 664, circle(-14, 6, 22, night) + circle(18, -8, 16, sky)),
        'transform="rotate(-2 640 440)"',
      ),
  );
}

/** A tea towel over a rail, printed with leaves. */
export function towel() {
  let print = '';
  for (let row = 0; row < 4; row += 1)
    for (let column = 0; column < 4; column += 1)
      print += at(
        440 + column * 132,
        270 + row * 132,
        (row + column) % 2 ? at(0, 50, leaf(100, 32, green)) : at(0, 0, rose(), 0.34),
        1,
        (row + column) % 2 ? 24 : 0,
      );
  return sheet(
    rect(0, 0, width, height, clay) +
      cuts(
        121,
        { x: -30, y: 0, w: width, h: height },
        { colour: '#bf7a58', count: 150, angle: 90, length: [40, 150], size: 5, opacity: 0.8 },
      ) +
      fill('M360 150H920V740C860 770 820 730 760 752C700 774 660 734 600 754C540 772 480 736 360 750Z', paper) +
      stroke('M392 160V736M888 160V736', red, 7) +
      print +
      rect(180, 122, 920, 34, '#5c3526', 'rx="17"') +
      cuts(122, { x: 372, y: 170, w: 530, h: 430 }, { colour: '#e7dccb', count: 60, angle: 90, length: [40, 120], size: 4, opacity: 0.8 }),
  );
}

/** Jars of rosehip syrup in a window. */
export function syrup() {
  const jar =
    rect(-86, -150, 172, 300, red, 'rx="26"') +
    rect(-70, -190, 140, 50, straw, 'rx="8"') +
    rect(-60, -60, 120, 130, paper, 'rx="6"') +
    at(0, 6, rose(), 0.32) +
    stroke('M-66 -120V120', blush, 9, 'opacity=".7"');
  const hip = ellipse(0, 0, 26, 34, red) + stroke('M-8 -40L0 -28L8 -40M0 -30V-60', green, 6);
  return sheet(
    rect(0, 0, width, height, '#f3dfc0') +
      cuts(
        131,
        { x: -30, y: 0, w: width, h: 640 },
        { colour: '#fbf0d9', count: 140, angle: 56, length: [50, 180], size: 6, opacity: 0.9 },
      ) +
      stroke('M200 60V640M640 60V640M1080 60V640M0 330H1280', '#d9b98b', 16) +
      rect(0, 640, width, 214, '#9c6b48') +
      cuts(132, { x: 0, y: 650, w: width, h: 200 }, { colour: '#b98a63', count: 80, length: [50, 180], size: 5, opacity: 0.8 }) +
      at(420, 520, jar, 1.05) +
      at(650, 500, jar, 1.2) +
      at(890, 520, jar, 1.05) +
      stroke('M150 760C300 700 380 740 520 720', green, 9) +
      [
        [180, 744],
        [260, 720],
        [350, 734],
        [450, 726],
      ]
        .map(([x, y]) => at(x, y + 36, hip, 0.9))
        .join('') +
      at(300, 716, leaf(80, 26, green), 1, 60),
  );
}

/** A cut block, a gouge and a roller: a printing workshop. */
export function workshop() {
  return sheet(
    rect(0, 0, width, height, '#4d5f63') +
      cuts(
        141,
        { x: -30, y: 0, w: width, h: height },
        { colour: '#60757a', count: 150, angle: -14, length: [50, 170], size: 5, opacity: 0.8 },
      ) +
      at(
        440,
        440,
        rect(-230, -230, 460, 460, '#9c6b48', 'rx="6"') +
          rect(-212, -212, 424, 424, '#3c2f31') +
          at(0, -20, rose(paper, ash), 1.3) +
          stroke('M0 118V190', paper, 12) +
          at(0, 170, leaf(110, 36, paper, ink), 1, 62) +
          cuts(
            142,
            { x: -200, y: -200, w: 390, h: 390 },
            { colour: '#6a5759', count: 60, angle: 40, length: [10, 36], size: 3, opacity: 0.8 },
          ),
        1,
        -5,
      ) +
      at(
        910,
        330,
        rect(-160, -60, 320, 120, red, 'rx="20"') +
          rect(-160, -60, 320, 36, '#c95a70', 'rx="18"') +
          stroke('M-190 0H-220V120H0V180', ash, 18) +
          rect(-28, 170, 56, 190, '#8a5a37', 'rx="26"'),
        0.9,
        12,
      ) +
      at(900, 690, rect(-20, -22, 260, 44, '#8a5a37', 'rx="22"') + fill('M-20 -12L-190 -6L-206 0L-190 6L-20 12Z', '#cfd4d2'), 1, -24),
  );
}

/** A printed poster for the co-op's meeting: many hands. */
export function hands() {
  const hand = (colour) =>
    fill(
      'M-46 210C-54 120 -78 76 -92 30C-98 6 -70 -6 -58 16L-34 62V-70C-34 -98 2 -98 4 -70V10L8 -104C10 -130 44 -130 44 -102V10L54 -80C58 -104 88 -100 86 -76L78 28L92 -34C98 -56 124 -50 120 -26C112 40 104 120 80 210Z',
      colour,
    );
  return sheet(
    rect(0, 0, width, height, straw) +
      cuts(
        151,
        { x: -30, y: 0, w: width, h: height },
        { colour: '#f7e9c4', count: 150, angle: 84, length: [50, 160], size: 6, opacity: 0.9 },
      ) +
      at(200, 640, hand(green), 1.25, -10) +
      at(420, 600, hand(red), 1.4, -2) +
      at(660, 630, hand(night), 1.3, 4) +
      at(880, 590, hand(clay), 1.42, 2) +
      at(1110, 640, hand('#7a5160'), 1.25, 10) +
      rect(0, 806, width, 48, ink),
  );
}

/** A face: hair and clothes in two inks, no more than needed. */
export function face({ ground, skin, hair, clothes, style }) {
  const tops = {
    bun:
      circle(640, 190, 74, hair) +
      fill('M470 400C450 250 540 200 640 200C740 200 830 250 810 400C770 320 700 300 640 300C580 300 510 320 470 400Z', hair),
    short: fill('M462 410C440 230 560 176 660 186C780 196 836 270 818 410C800 350 770 320 700 330C620 340 520 320 462 410Z', hair),
    beard:
      fill('M466 380C450 240 550 190 640 190C740 190 826 240 814 380C790 330 730 300 640 300C560 300 496 320 466 380Z', hair) +
      fill('M480 440C480 600 560 640 640 640C720 640 800 600 800 440C770 500 720 510 640 510C560 510 510 500 480 440Z', hair),
  };
  return sheet(
    rect(0, 0, width, height, ground) +
      cuts(160, { x: 0, y: 0, w: width, h: height }, { colour: paper, count: 120, angle: 30, length: [50, 150], size: 5, opacity: 0.35 }) +
      fill('M280 900C300 720 460 690 640 690C820 690 980 720 1000 900Z', clothes) +
      rect(574, 560, 132, 170, skin, 'rx="40"') +
      ellipse(640, 430, 168, 200, skin) +
      tops[style] +
      stroke('M560 424C572 410 596 410 608 424M672 424C684 410 708 410 720 424', ink, 9) +
      stroke('M640 430L624 490L648 494', ink, 7) +
      stroke(
        style === 'beard' ? 'M598 548C620 562 660 562 682 548' : 'M590 544C620 572 664 572 692 544',
        style === 'beard' ? paper : ink,
        8,
      ),
  );
}
