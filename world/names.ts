/** Names as people of the demo bear them; a third entry is the reading. Nobody real is meant. */
type Written = readonly [written: string, reading?: string];
export type NameBook = { first: readonly Written[]; last: readonly Written[]; patronymics?: readonly string[] };

const read = (text: string): Written[] =>
  text.split(" ").map((entry) => {
    const [written = "", reading] = entry.split("/");
    return reading === undefined ? [written] : [written, reading];
  });

const russianWomen: NameBook = {
  first: read("Анна Екатерина Ольга Наталья Мария Ирина Татьяна Светлана Дарья Юлия"),
  last: read("Иванова Смирнова Кузнецова Попова Соколова Лебедева Козлова Новикова Морозова Ёлкина Щербакова"),
  patronymics: ["Ивановна", "Сергеевна", "Александровна", "Петровна", "Дмитриевна", "Юрьевна"],
};
const russianMen: NameBook = {
  first: read("Иван Сергей Алексей Дмитрий Юрий Андрей Михаил Николай Фёдор Артём"),
  last: read("Иванов Смирнов Кузнецов Попов Соколов Лебедев Козлов Новиков Морозов Щербаков Королёв"),
  patronymics: ["Иванович", "Сергеевич", "Александрович", "Петрович", "Дмитриевич", "Юрьевич"],
};

/** Books of names by language; several of one language are drawn from in turn, so that the parts of a name agree. */
export const nameBooks: Readonly<Record<string, readonly NameBook[]>> = {
  ja: [
    {
      last: read(
        "佐藤/サトウ 鈴木/スズキ 高橋/タカハシ 田中/タナカ 伊藤/イトウ 渡辺/ワタナベ 山本/ヤマモト 中村/ナカムラ 小林/コバヤシ 加藤/カトウ 吉田/ヨシダ 山田/ヤマダ 佐々木/ササキ 山口/ヤマグチ 松本/マツモト 井上/イノウエ 木村/キムラ 林/ハヤシ 斎藤/サイトウ 清水/シミズ 山崎/ヤマザキ 森/モリ 池田/イケダ 橋本/ハシモト 阿部/アベ 石川/イシカワ 前田/マエダ 藤田/フジタ 小川/オガワ 岡田/オカダ 後藤/ゴトウ 長谷川/ハセガワ 村上/ムラカミ 近藤/コンドウ 石井/イシイ 坂本/サカモト 遠藤/エンドウ 青木/アオキ 藤井/フジイ 西村/ニシムラ 福田/フクダ 太田/オオタ 三浦/ミウラ 東海林/ショウジ 五十嵐/イガラシ 小鳥遊/タカナシ",
      ),
      first: read(
        "大翔/ヒロト 蓮/レン 悠真/ユウマ 健太/ケンタ 翔/ショウ 拓也/タクヤ 誠/マコト 直樹/ナオキ 浩二/コウジ 隆/タカシ 修/オサム 一郎/イチロウ 陽菜/ヒナ 結衣/ユイ 美咲/ミサキ 葵/アオイ さくら/サクラ 花子/ハナコ 由美子/ユミコ 恵/メグミ 真由美/マユミ 香織/カオリ 裕子/ユウコ 千尋/チヒロ 陽子/ヨウコ 愛/アイ 優斗/ユウト 大輔/ダイスケ 亮/リョウ 和也/カズヤ",
      ),
    },
  ],
  zh: [
    {
      last: read(
        "王/Wang 李/Li 张/Zhang 刘/Liu 陈/Chen 杨/Yang 赵/Zhao 黄/Huang 周/Zhou 吴/Wu 徐/Xu 孙/Sun 胡/Hu 朱/Zhu 曾/Zeng 单/Shan 欧阳/Ouyang",
      ),
      first: read(
        "伟/Wei 芳/Fang 娜/Na 秀英/Xiuying 敏/Min 静/Jing 丽/Li 强/Qiang 磊/Lei 军/Jun 洋/Yang 勇/Yong 艳/Yan 杰/Jie 晓明/Xiaoming 志强/Zhiqiang 雪梅/Xuemei 建国/Jianguo",
      ),
    },
  ],
  ru: [russianMen, russianWomen],
  en: [
    {
      last: read("Smith Johnson O’Connor Taylor Walker Hughes MacDonald Patel Wright Baker"),
      first: read("James Olivia Emma Jack Charlotte Henry Grace Thomas Alice Daniel"),
    },
  ],
  de: [
    {
      last: read("Müller Schmidt Schneider Fischer Weber Wagner Becker Hoffmann Schäfer Groß Böhm Krüger"),
      first: read("Anna Lukas Maximilian Sophie Jürgen Käthe Stefan Claudia Felix Lena Uwe Birgit"),
    },
  ],
  it: [
    {
      last: read("Rossi Ferrari Russo Bianchi Esposito Romano Colombo D’Angelo Marino Galli"),
      first: read("Giulia Marco Francesca Alessandro Chiara Luca Matteo Sofia Niccolò Elisa"),
    },
  ],
  es: [
    {
      last: read("García Martínez López Sánchez Pérez Gómez Muñoz Núñez Ibáñez Ortega"),
      first: read("Lucía Hugo Martina Pablo Sofía Álvaro Carmen José Inés Javier"),
    },
  ],
};

export const companies: Readonly<Record<string, readonly string[]>> = {
  ja: [
    "株式会社青葉物流",
    "有限会社山手タクシー",
    "合同会社みなとデザイン",
    "株式会社三日月建設",
    "ひかり介護サービス株式会社",
  ],
  zh: ["上海蓝海贸易有限公司", "东京华联商事"],
  ru: ["ООО «Северный путь»", "ООО «Ладога-Авто»"],
  en: ["Harbour Lane Ltd", "Blackwood & Sons"],
  de: ["Kranich Logistik GmbH", "Bäckerei Sonnenhof KG"],
  it: ["Officine Belvedere S.r.l.", "Trasporti Alpini S.p.A."],
  es: ["Transportes Levante S.L.", "Aceites Sierra Clara S.A."],
};
