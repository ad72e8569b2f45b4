// The syllables of Putonghua without tones, ü written v (《汉语拼音方案》, 1958), by their beginnings.
const syllableLines = `\
 a ai an ang ao e ei en eng er o ou
b a ai an ang ao ei en eng i ian iao ie in ing o u
c a ai an ang ao e en eng i ong ou u uan ui un uo
ch a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
d a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo
f a an ang ei en eng o ou u
g a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
h a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
j i ia ian iang iao ie in ing iong iu u uan ue un
k a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo
l a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve
m a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u
n a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo v ve
p a ai an ang ao ei en eng i ian iao ie in ing o ou u
q i ia ian iang iao ie in ing iong iu u uan ue un
r an ang ao e en eng i ong ou u ua uan ui un uo
s a ai an ang ao e en eng i ong ou u uan ui un uo
sh a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo
t a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo
w a ai an ang ei en eng o u
x i ia ian iang iao ie in ing iong iu u uan ue un
y a an ang ao e i in ing o ong ou u uan ue un
z a ai an ang ao e ei en eng i ong ou u uan ui un uo
zh a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo`;

const syllables = new Set(
  syllableLines.split('\n').flatMap((text) => {
    const [beginning = '', ...endings] = text.split(' ');
    return endings.map((ending) => beginning + ending);
  }),
);
const beginnings = new Set(
  [...syllables].flatMap((syllable) => Array.from(syllable, (_, at) => syllable.slice(0, at + 1))),
);

const longest = 6;
const readingsKept = 6;

/**
 * The ways in which letters can be read as pinyin, the last syllable perhaps only begun: `xian` is xian or xi’an, `huaj` is
 * hua and what begins with j. Those of fewest syllables first, and none with more than one syllable beyond these.
 */
export function readPinyin(letters: string): readonly (readonly string[])[] {
  // By how many letters are read: the shortest ways and those one syllable longer.
  const ways: (readonly string[])[][] = [[[]]];
  for (let end = 1; end <= letters.length; end += 1) {
    const isLast = end === letters.length;
    const found: (readonly string[])[] = [];
    for (let start = Math.max(0, end - longest); start < end; start += 1) {
      const piece = letters.slice(start, end);
      if (!(isLast ? beginnings : syllables).has(piece)) continue;
      found.push(...(ways[start] ?? []).map((way) => [...way, piece]));
    }
    const fewest = Math.min(...found.map(({ length }) => length));
    ways.push(
      found
        .filter(({ length }) => length <= fewest + 1)
        .toSorted((a, b) => a.length - b.length)
        .slice(0, readingsKept),
    );
  }
  return ways.at(-1) ?? [];
}
