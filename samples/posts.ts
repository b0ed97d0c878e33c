import type { SamplePost } from './types.ts';

export const posts: readonly SamplePost[] = [
  {
    slug: 'what-the-frost-left-us',
    title: 'What the frost left us',
    excerpt: 'Minus six on Tuesday, and the kale is sweeter for it. A walk along the rows with the weather book.',
    authors: ['nell-harrow'],
    tags: ['growing', 'the-weather-book'],
    series: 'the-weather-book',
    picture: 'field-in-winter',
    caption: 'The long field at half past seven. The sun gets over the hedge by eight.',
    daysAgo: 2,
    featured: true,
    text: `
The first hard frost came on Tuesday, eleven days later than last year and four earlier than the year before. I know because it is in the weather book, which has been kept on this land by six people since 1974 and has only once been dropped in the pond.

A frost is a kind of inspection. It walks down the rows in the night and asks each plant what it has been doing all summer. The courgettes had no answer. They went black by breakfast, and I was glad to see them go: nobody in the co-op could look at another one.

## What it sweetened

Kale, leeks, parsnips and sprouts make sugar when they are cold. It keeps the water in their leaves from freezing, in the same way that salt keeps a road open. So the week after a frost is the week to eat them, and the box on Friday is mostly that.

- **Cavolo nero**, from the two rows by the gate. Strip it, do not chop it.
- **Leeks**, the thin ones. The thick ones are for February.
- **Parsnips**, which had been sulking. They have stopped.

!seed-packets Next year's kale, saved from the six plants that did not mind.

## What it took

The last of the lettuce outside, and all the nasturtiums. Half the chard, which will come back. A row of late peas that I should not have sown, and will sow again, because once in three years it works.

> The cold does not care how hard you worked. That is restful, once you are used to it.

If you have a garden of your own, leave the blackened stalks until spring. There are ladybirds in them. They look like neglect and they are housing.

Friday's box is in the market until Wednesday evening. Come and fetch it if you can; the yard smells of cold apples, and somebody usually has the kettle on.
`,
  },
  {
    slug: 'a-press-that-will-outlast-us',
    title: 'A press that will outlast us',
    excerpt: 'It weighs as much as a cow, it is a hundred and nine years old, and it has never needed an update.',
    authors: ['tomas-reid'],
    tags: ['printing'],
    picture: 'platen-press',
    daysAgo: 9,
    text: `
The press came to us on the back of a potato lorry. Its last owner had printed raffle tickets on it for forty years and wanted the floor space for a pool table. He asked for one thing: that we run it at least once a week, because standing still is what kills them.

It is a treadle platen, which means that you pump with one foot, feed with one hand and take away with the other, and that you learn not to think about anything else. It closes like a book. Between its covers there is for a moment about a tonne of pressure on a sheet of paper, and then there is a poster.

## Why bother

People ask, kindly, why we do not just print things. We do, when it is a parking notice. But a thing that took an afternoon to set gets read twice before it is thrown away, and most of ours are not thrown away at all.

There is a plainer reason too. Every part of it can be seen. When it goes wrong, you look until you find where, and then you fix that with a spanner. I have not had that feeling from anything else I have owned since about 1998.

## What it costs to run

1. Oil, eleven places, every morning.
2. Rollers, recast every second year.
3. One pair of trousers a season.

On Thursdays from ten the smithy door is open. Mind your sleeves.
`,
  },
  {
    slug: 'how-the-rose-came-out-of-the-ash',
    title: 'How the rose came out of the ash',
    excerpt: 'In March 2019 the big shed burned down. What grew on that spot is on our letterhead now.',
    authors: ['adaeze-okoro', 'nell-harrow'],
    tags: ['the-co-op'],
    picture: 'rose-from-ash',
    daysAgo: 16,
    text: `
People ask about the rose. It is on the boxes, the posters and this page, and it is not there because we like roses, although by now we do.

On the ninth of March 2019 the big shed burned. Nobody was hurt. The tools went, and the seed store, and a tractor that had been older than most of us. By four in the morning there was a black rectangle where the winter's work had been, and fourteen people standing round it in coats over pyjamas.

We were not a co-op then. We were three people with a lease and a printer with a lodger's agreement. The insurance paid for about a third, and the landlord was ready to take the field back.

## What happened instead

The following Sunday there was a meeting in the chapel, which we had called to say goodbye. Sixty-one people came. Somebody put a biscuit tin on the table, and at the end of the evening there was enough in it, in cash and in promises on the backs of envelopes, to buy the lease.

Those envelopes were the first shares. We have kept them.

> Nobody gave us money. They bought in. It turns out that this is a different thing, and lasts longer.

## And the rose

In June a briar came up through the ash, in the corner where the seed store had been. No one had planted it. It flowered the first year, which they are not supposed to do, and the blackbirds and the print shop both took it for a sign.

It is still there, by the new shed. It is a plain dog rose, it has no scent to speak of, and it has been cut into lino more often than any plant in the county.
`,
  },
  {
    slug: 'beetroot-three-ways-none-of-them-boiled',
    title: 'Beetroot three ways, none of them boiled',
    excerpt: 'The box will have beetroot in it until February. Here is how not to mind.',
    authors: ['adaeze-okoro'],
    tags: ['kitchen'],
    picture: 'beetroots',
    daysAgo: 20,
    text: `
There is a kind of beetroot that has put people off beetroot for life. It came in a jar, it was boiled until it gave up, and it turned the potatoes pink. Forget it.

## Roast, in its skin

Scrub them, do not peel them. Oil, salt, a hot oven, an hour, a lid. When a knife goes in without an argument, take them out and rub the skins off under the tap. Eat with anything sour: yoghurt, capers, a lemon.

## Raw, and very thin

A peeler is enough. Slice one beetroot and one apple into the thinnest sheets you have the patience for, then dress them with vinegar and a little honey and leave them alone for ten minutes. They go soft like silk. A handful of walnuts if there is company.

## In a cake

- 250 g raw beetroot, grated
- 200 g dark chocolate and 150 g butter, melted together
- 3 eggs and 180 g sugar, beaten until pale
- 120 g flour and a teaspoon of baking powder

Fold it all, pour it into a tin, 40 minutes at 170 degrees. Nobody will guess. Tell them before they have seconds, it is only fair.

? The leaves are chard by another name. Cook them the day they arrive, in butter.
`,
  },
  {
    slug: 'what-we-paid-ourselves-this-year',
    title: 'What we paid ourselves this year',
    excerpt: 'The wages, the surplus and the argument about the surplus. The first part is for everyone, the figures are for members.',
    authors: ['adaeze-okoro'],
    tags: ['the-co-op'],
    picture: 'hands',
    daysAgo: 27,
    visibility: 'members',
    text: `
Every November we put the wages on one sheet of paper and read it out loud. It is the most uncomfortable hour of the year, and the one that I would fight hardest to keep.

We have had a good year. Not a rich one; a good one. The boxes grew from 140 to 188, the print shop had its calendar and two weddings, and the suppers paid for the new oven. For the second time there is something left over, and so for the second time we have to agree on what to do with it.

The rule is short: everyone who works here is paid the same for an hour, whatever the hour was spent on. The rest of this post is the sheet itself.

=== members ===

## The sheet

The hour was paid at £13.40, up from £12.90. Eleven people worked 9,412 hours between them, the fewest of them 60 and the most 1,690.

The surplus is £8,230. The members' meeting in October voted, 43 to 9, to divide it like this:

- half into the repair fund, which is for the roof of the smithy
- a quarter to the members, by the boxes they bought
- a quarter to lower the price of the solidarity boxes from January

## The argument

Those nine votes were for putting all of it into the roof, and they have a point: water comes in over the type cases when the wind is from the west. We agreed to look again in March with a bucket and a measuring stick.
`,
  },
  {
    slug: 'lights-on-in-the-tunnel',
    title: 'Lights on in the tunnel',
    excerpt: 'From the lane it looks like a ship. From inside it is Nell in a hat, picking winter salad by a head torch.',
    authors: ['nell-harrow'],
    tags: ['growing', 'the-weather-book'],
    series: 'the-weather-book',
    picture: 'tunnel-at-night',
    daysAgo: 33,
    text: `
From the end of October the day is too short for the work. We pick the Friday salad on Thursday evening, and because it has to be dry, and cold, and quick, we do it in the tunnel with one lamp and no talking.

That is not a rule. It is just what happens when six people kneel between rows of mizuna in the dark. You hear the rain on the skin of the tunnel, and the scissors.

## What grows in there now

Mizuna, claytonia, three kinds of mustard, and lamb's lettuce that sowed itself. None of it minds the cold. What it minds is being wet and cold at once, and so all that the tunnel really does is keep its feet dry.

People think of a polytunnel as a summer thing, as a machine for tomatoes. But a tomato in August is hardly an achievement. A handful of green in the second week of January, that is an achievement.

## If you pass by

Knock on the frame before you come in. There is a frog that lives by the door and has had a difficult year.
`,
  },
  {
    slug: 'the-squash-shelf',
    title: 'The squash shelf, and how to read it',
    excerpt: 'Eat the pretty ones first. The ugly grey one at the back will still be good at Easter.',
    authors: ['adaeze-okoro'],
    tags: ['kitchen', 'growing'],
    picture: 'squashes',
    daysAgo: 41,
    text: `
There are 412 squashes on the shelf in the packing shed, and they are not decoration, although it is my favourite room in the place until about the end of January.

A squash is alive on the shelf. It breathes, it turns starch into sugar, it heals its own scratches. Some sorts peak in a month, and others should not be touched until the new year. So there is an order to eating them.

1. **Acorn and Delicata**, now. They are at their best in October and go woolly by Christmas.
2. **Butternut**, from November. Everybody knows it, so it needs no praise.
3. **Red Kuri**, around Christmas. Tastes of chestnuts. Eat the skin.
4. **Crown Prince**, the grey one, from January on. Ugly, dense, blue as slate, and the best of them all.

Keep yours where you would be comfortable in a jumper: dry, about 12 degrees, not touching each other. Not in the fridge. Look at the stalk end once a week and eat the one that worries you.
`,
  },
  {
    slug: 'cutting-the-calendar',
    title: 'Cutting the calendar',
    excerpt: 'Twelve blocks, two colours, four hundred copies, and one month that had to be cut again because it said Febuary.',
    authors: ['tomas-reid'],
    tags: ['printing'],
    picture: 'cut-block',
    caption: 'December, before the second colour.',
    daysAgo: 48,
    text: `
The calendar starts in July, when nobody wants to think of January. Each of the twelve pictures is cut into lino by somebody different: whoever draws the short straw gets November.

You cut what you do not want. That is the whole of it, and it takes about a year until your hands believe it. Everything you take away stays white, and there is no putting it back.

## Two colours

We print rose first, then ink over it. Where they overlap there is a third colour that we did not pay for. The sheets hang overnight on strings across the smithy, and in the morning the whole place smells of linseed, and the calendar cat has walked over at least one of them. Those go in the box marked *Firsts*.

## The error

In every edition there is one. It has been the thirty-first of June, and a full moon two days running. This year I read each block in the mirror, three times, and was so proud that I sent the proof to everyone. Nell's answer came in four minutes. It said: Febuary?

!calendar The finished thing. Look closely at February.

They are in the market from this week. There are four hundred, and we will not print more, because the blocks are planed down and used again.
`,
  },
  {
    slug: 'rent-paid-in-worms',
    title: 'Rent, paid in worms',
    excerpt: 'Turning the heap is the job that everyone avoids except the robin. Some notes on compost and company.',
    authors: ['nell-harrow'],
    tags: ['growing', 'the-weather-book'],
    series: 'the-weather-book',
    picture: 'robin-on-the-fork',
    daysAgo: 57,
    text: `
The compost is turned four times between September and March. It takes two people a morning, it steams, and there is always a robin.

Ours sits on whatever fork is not moving. It has worked out that we are a kind of large, slow pig, and that where we dig there is breakfast. In exchange it sings, at close range, as if it were being paid by the hour.

## What goes in

Everything that was alive and is not cooked. Peelings, prunings, the trimmings from the print shop as long as it was vegetable ink, and last year's poster for a meeting that nobody came to. Paper is half of the recipe. People always put in too much green and then wonder at the smell.

## What comes out

About nine tonnes, brown and sweet, in the second spring. It looks like nothing. Put your hand in it on a cold morning and it is warm.

> You cannot hurry it, but you can make it comfortable.
`,
  },
  {
    slug: 'the-seeds-we-swap',
    title: 'The seeds we swap, and the ones we buy',
    excerpt: 'A list, some reasons, and a plea for the bean that Mrs Pardoe brought in a matchbox.',
    authors: ['nell-harrow'],
    tags: ['growing', 'the-co-op', 'the-weather-book'],
    series: 'the-weather-book',
    picture: 'apple-tree',
    caption: 'The tree by the gate, from a pip that somebody spat out in 1988.',
    daysAgo: 66,
    text: `
Some seeds come true and some do not. Beans, peas, lettuce and tomatoes will give you next year what you liked this year. Squashes are promiscuous. Carrots want a mile of distance from any other carrot, and we do not have a mile.

So we save what can be saved, swap what others have saved, and buy the rest from two growers whom we know by name.

## Saved here

- Mrs Pardoe's bean, which came in a matchbox in 2011 and has no other name
- *Bronze Arrow* lettuce, since the first year
- a small yellow tomato that tastes of pineapple and splits if you look at it

## Bought, gladly

Brassicas, onions and sweetcorn. Saving a cabbage takes two years and a large part of the field, and there are people who do it better.

The swap is on the first Saturday in February, in the smithy. Bring an envelope with something in it and a name on it. If you have forgotten the name, write what your grandmother called it. That counts.
`,
  },
];
