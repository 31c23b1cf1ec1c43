//! A period as large as the largest tables that offices have: 60 criteria in 8 groups, 200 nominees.

use dvk::loading::File;

const CRITERIA: usize = 60;
const NOMINEES: usize = 200;

/// A scheme, its nominees and its period, with titles and names as long as they are on paper.
pub(crate) fn files() -> Vec<File> {
    let mut scheme = String::from(
        "id = \"lon\"\ntitle = \"Tiêu chí xét chọn tập thể điển hình “Dân vận khéo”\"\n\
         subject = \"collective\"\n[points]\nscale = 120\n[facts.dia_ban]\nlabel = \"Địa bàn\"\n\
         type = \"choice\"\nchoices = { dong-bang = \"Đồng bằng\", mien-nui = \"Miền núi\" }\n\
         [ranking]\nlists = [\"dia_ban\"]\nlast = \"council\"\n\
         [[class]]\nid = \"kha\"\ntitle = \"Hoàn thành tốt\"\nfrom = 60\n\
         [[award]]\nid = \"bang-khen\"\ntitle = \"Bằng khen của Ủy ban nhân dân thành phố\"\n\
         when = 'at_least(class, \"kha\")'\nquota = [{ seats = 10 }]\norder = [\"total\"]\n\
         vote = { at_least = \"80%\" }\n",
    );
    let mut heading = String::from("id,name,subject,unit,dia_ban");
    for at in 0..CRITERIA {
        scheme += &format!(
            "[facts.so_{at}]\nlabel = \"Tỷ lệ hộ dân tham gia chỉ tiêu thứ {at}\"\ntype = \"percent\"\n"
        );
        heading += &format!(",so_{at}");
    }
    for group in 0..8 {
        let rows: Vec<usize> = (0..CRITERIA).filter(|at| at % 8 == group).collect();
        scheme += &format!(
            "[[group]]\nid = \"G{group}\"\nno = \"{}\"\nmax = {}\n\
             title = \"Công tác vận động của cấp ủy, chính quyền và lực lượng vũ trang\"\n",
            group + 1,
            rows.len() * 2
        );
        for at in rows {
            scheme += &format!(
                "[[criterion]]\nid = \"C{at}\"\nno = \"{}.{}\"\nin = \"G{group}\"\nmax = 2\n\
                 title = \"Tỷ lệ hộ dân tham gia mô hình thứ {at} trên tổng số hộ được giao chỉ tiêu\"\n\
                 basis = \"Mục {at} Kế hoạch số 20-KH/TU\"\nevidence = \"Báo cáo có xác nhận\"\n\
                 rule = \"if so_{at} >= 90 {{ 2 }} else if so_{at} >= 75 {{ 1.5 }} else {{ 0 }}\"\n",
                group + 1,
                at / 8 + 1
            );
        }
    }
    let mut list = heading + "\n";
    for at in 0..NOMINEES {
        let place = ["dong-bang", "mien-nui"][at % 2];
        list += &format!(
            "TT-{at:03},\"Hội Liên hiệp Phụ nữ xã Hòa Khương thứ {at}, huyện Hòa Vang\",collective,Huyện ủy Hòa Vang,{place}"
        );
        let percents = (0..CRITERIA).map(|row| format!(",{}", 55 + (at * 31 + row * 17) % 46));
        list += &(percents.collect::<String>() + "\n");
    }
    let period = "name = \"Kỳ xét chọn năm 2025\"\ndate = 2025-11-30\n";
    let named = [
        ("lon.toml", scheme),
        ("nominations.csv", list),
        ("period.toml", period.to_owned()),
    ];
    let file = |(name, text): (&str, String)| File {
        name: name.to_owned(),
        bytes: text.into_bytes(),
    };
    named.map(file).into()
}
