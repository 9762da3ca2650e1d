/**
 * Passphrases of words: four of about five hundred and two digits, 42 bits, behind argon2id with 64 MiB. Words are short, told apart by ear, and
 * none is the beginning of another.
 */
import { randomInt } from 'node:crypto';

export const WORDS: readonly string[] = `
acorn actor album almond alpine amber anchor angle ankle anvil apple apron arbor arcade arctic armor arrow artist ashes aspen atlas attic autumn axle
badge bagel baker balcony ballad bamboo banjo barley barn basil basket beacon beaver bell bench berry birch biscuit bishop blanket blossom boat bonnet book boulder
bracket branch brass bread breeze brick bridge bronze brook broom brush bucket buckle bugle bundle burrow butter button
cabin cable cactus camel camera candle canoe canvas canyon captain caravan carbon cargo carpet carrot castle cedar cello chalk chapel cherry chess chimney cider
cinema circle citrus clay cliff clock clover cobalt cocoa coffee comet compass copper coral cotton cradle crane crater crayon cricket crocus crown crystal cuckoo cup curtain cymbal
dahlia dairy daisy dancer dapple delta denim desert diamond dinner dock doctor dolphin domino donkey door dragon drawer drum duck dune dusk
eagle early earth easel echo eclipse elbow elder elm ember emerald engine envelope ermine evening
fable falcon farmer feather fence fern ferry fiddle field fig finch flag flame flannel flint flute fog forest fossil fountain fox frame frost fruit funnel
gable galaxy garden garlic garnet gate gazelle geyser ginger giraffe glacier glass globe glove goose gondola granite grape gravel guitar gull
hammer hamlet hammock harbour harp harvest hat hawk hazel hedge helmet herb heron hill hinge holly honey hoop horn hotel hour
ibis ice igloo indigo ink iris iron island ivory ivy
jacket jade jaguar jasmine jelly jewel jigsaw jockey juggler juniper jungle
kayak kernel kettle key kite kitchen kiwi koala
ladder lagoon lake lamp lantern lapis larch lark laurel lava lavender leaf ledger lemon lentil lily lime linen lion lizard llama lobster locket lotus lumber lunar lynx
magnet magpie mango maple marble market marsh mast meadow medal melon mercury meteor mill mint mirror mitten moat monsoon moon morning mosaic moss motor mountain muffin museum mustard
nectar needle nest nickel night noodle north nutmeg
oak oasis oat ocean octave olive onion opal orange orbit orchard orchid organ osprey otter oven owl oxygen oyster
paddle palace palm panda papaya paper parcel parrot pasta peach pear pebble pelican pencil pepper petal piano pigeon pillow pilot pine planet plaza plum pocket poem polar pollen poplar poppy porch potato pottery prairie prism puffin pumpkin puzzle pyramid
quail quarry quartz quilt quince quiver
rabbit radar radish raft rain ranch raven reef ribbon rice ridge river robin rocket rose rowan rubber ruby rudder rye
saddle saffron sail salmon sandal sapphire satin saturn sauce scarf school scooter sculptor seal sequoia shadow shell shepherd shore silver sketch skipper sled slipper snow sofa sonnet spark sparrow spice spider spinach spoon spring spruce squirrel stable stone stork stove strand straw summit sunday swallow swan
table tailor tango tapestry teapot temple tennis thicket thimble thistle thunder tiger timber toast tomato topaz torch tower tractor train trellis trumpet tulip tundra tunnel turnip turtle
umbrella umpire unicorn uncle valley vanilla vase velvet violet violin vista volcano voyage
waffle wagon walnut walrus water wharf wheat whistle willow window winter wizard wolf wood wren
yacht yarn yellow yogurt zebra zenith zinc zither
`
  .trim()
  .split(/\s+/);

const COUNT = 4;

/** `random(n)` answers a whole number from 0 to below n. */
export function suggestPassphrase(random: (below: number) => number = randomInt): string {
  const words = Array.from({ length: COUNT }, () => WORDS[random(WORDS.length)]);
  return `${words.join('-')}-${String(random(100)).padStart(2, '0')}`;
}
