//! Everything that can be wrong with an office's own Word form.

use crate::diagnostic::problems;

problems! {
    /// Everything that can be wrong with an office's own Word form.
    pub enum FormProblem {
        Broken {}
            = "form-broken", Error,
            "không mở được mẫu Word này: tệp bị hỏng, hoặc không phải là .docx",
            "this Word form cannot be opened: it is damaged, or no .docx at all",
            help "hãy mở tệp bằng Word hoặc LibreOffice rồi lưu lại thành .docx", "open it in Word or LibreOffice and save it as .docx";
        Password {}
            = "form-password", Error,
            "mẫu Word được đặt mật khẩu nên không đọc được",
            "the Word form has a password and cannot be read",
            help "hãy lưu một bản không đặt mật khẩu", "save a copy without a password";
        Old {}
            = "form-old", Error,
            "mẫu Word là tệp .doc kiểu cũ, không điền được",
            "the Word form is an old .doc file and cannot be filled in",
            help "hãy mở tệp bằng Word rồi lưu lại thành .docx", "open it in Word and save it as .docx";
        TooLarge {}
            = "form-too-large", Error,
            "mẫu Word bung ra lớn hơn mức được đọc (32 MB)",
            "the Word form unpacks to more than is read (32 MB)";
        Macros {}
            = "form-macros", Error,
            "mẫu Word có macro nên không dùng được",
            "the Word form has macros and is not used",
            help "hãy lưu lại thành .docx (không macro)", "save it as .docx, without macros";
        Loads { what: String }
            = "form-loads", Error,
            "mẫu Word khi mở sẽ tự lấy nội dung ở ngoài tệp hoặc tự chạy ({what}) nên không dùng được",
            "the Word form would load something from outside of the file, or run it, when it is opened ({what}), and is not used",
            help "hãy chép toàn bộ nội dung sang một văn bản Word mới rồi bỏ phần ấy; ảnh thì chèn hẳn vào tệp", "copy what is in it to a new document without that; pictures are to be in the file itself";
        Stray { sign: String, other: String }
            = "form-stray", Error,
            "có `{sign}` mà không có `{other}` trong cùng một đoạn",
            "there is `{sign}` without `{other}` in the same paragraph";
        Word { word: String, words: String }
            = "form-word", Error,
            "mẫu Word ghi `{word}` sau `{{%`, nhưng không có lệnh ấy",
            "the form has `{word}` after `{{%`, but there is no such instruction",
            help "các lệnh dùng được: {words}", "the instructions are: {words}";
        Unpaired { code: String, other: String }
            = "form-block", Error,
            "`{code}` không có `{other}` đi cùng",
            "`{code}` has no `{other}` with it";
        Amid { code: String }
            = "form-block", Error,
            "`{code}` nằm giữa phần lặp lại, nên không rõ lặp lại từ đâu đến đâu",
            "`{code}` is amid what it repeats, so that nobody can tell from where to where",
            help "hãy viết lệnh ở đoạn hoặc dòng bảng riêng, hoặc ở đầu (lệnh mở) và cuối (lệnh đóng) của đoạn, dòng bảng", "write it in a paragraph or table row of its own, or at the very beginning (what opens) and end (what closes) of a paragraph or row";
        Crosses { code: String }
            = "form-block", Error,
            "`{code}` mở và đóng ở hai nơi không cùng cấp, như trong bảng và ngoài bảng",
            "`{code}` opens and closes in places of different kinds, such as inside and outside of a table",
            help "hãy để lệnh mở và lệnh đóng cùng nằm trong các đoạn, hoặc cùng nằm trong các dòng của một bảng", "write both in paragraphs beside each other, or both in rows of one table";
        Insertion {}
            = "form-table", Error,
            "bảng có sẵn phải đứng một mình trong đoạn, không có chữ khác",
            "a table of the program must be alone in its paragraph, without other words";
        Everything {}
            = "form-broken", Error,
            "mẫu Word điền xong không còn là văn bản Word hợp lệ; hãy báo lại cho người làm chương trình",
            "the Word form is no sound document once it is filled in; please report it";
    }
}
