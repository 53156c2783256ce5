using System.Globalization;
using FundLedger.Values;

namespace FundLedger.Donations.Lists;

/// <summary>Why a whole file cannot be read, and the mend. Refusals of single rows are in the other half.</summary>
internal static partial class ListRefusals
{
    private const string SaveAs = "请用Excel或WPS打开后另存为“Excel工作簿（.xlsx）”或“CSV UTF-8”，再导入。";
    private const string SaveAsEn = "Open it in Excel or WPS, save it as \"Excel Workbook (.xlsx)\" or \"CSV UTF-8\", and import that file.";

    public static Refusal FileMissing(string name) =>
        File("file-not-found", $"找不到文件“{name}”。请检查路径和文件名。", $"There is no file \"{name}\". Check the path and the name.");

    public static Refusal FileUnreadable(string name) => File(
        "file-not-readable",
        $"无法读取文件“{name}”：它可能正被其他程序打开，或您没有读取权限。请关闭占用它的程序或请管理员授权后重试。",
        $"The file \"{name}\" cannot be read: another program may hold it, or you may not read it. Close that program or ask for the right, then try again.");

    public static Refusal EmptyFile() => File("file-empty", "文件是空的。请重新导出捐赠名单。", "The file is empty. Export the donation list again.");

    public static Refusal FileTooLarge(long bytes) => File(
        "file-too-large",
        $"文件有{Megabytes(bytes)} MB，上限是{Megabytes(ListLimits.FileBytes)} MB。请按月份拆成几个文件后分别导入。",
        $"The file has {Megabytes(bytes)} MB; at most {Megabytes(ListLimits.FileBytes)} MB are read. Split it by month and import the parts.");

    public static Refusal NotAList() =>
        File("file-not-a-list", $"文件既不是Excel表格，也不是文本。{SaveAs}", $"The file is neither a spreadsheet nor a text. {SaveAsEn}");

    public static Refusal NotASpreadsheet() => File(
        "file-not-a-spreadsheet",
        $"文件是压缩包，但里面不是.xlsx表格。{SaveAs}",
        $"The file is an archive, but no .xlsx spreadsheet is inside. {SaveAsEn}");

    public static Refusal BrokenSpreadsheet() => File(
        "file-broken",
        "表格文件已损坏或不完整。请重新下载或导出；若仍能用Excel打开，请另存为新的.xlsx文件后再导入。",
        "The spreadsheet is damaged or incomplete. Download or export it again; if Excel still opens it, save it as a new .xlsx file and import that.");

    public static Refusal OldOrLockedExcel() => File(
        "file-old-excel",
        $"文件是旧版Excel（.xls）或设有打开密码的Excel文件，无法读取。{SaveAs}另存时请去掉密码。",
        $"The file is an old Excel file (.xls) or one locked with a password. {SaveAsEn} Leave the password out.");

    public static Refusal PdfFile() => File(
        "file-pdf",
        "文件是PDF，无法从中可靠地读出金额。请向银行或捐赠平台索取Excel或CSV格式的名单。",
        "The file is a PDF, from which amounts cannot be read reliably. Ask the bank or platform for the list as Excel or CSV.");

    public static Refusal ImageFile() => File(
        "file-image",
        "文件是图片，无法从中读出金额。请使用Excel或CSV格式的名单。",
        "The file is a picture, from which amounts cannot be read. Use the list as Excel or CSV.");

    public static Refusal MarkupFile() => File(
        "file-markup",
        $"文件的扩展名可能是.xls，内容其实是网页或XML（一些银行这样导出）。{SaveAs}",
        $"The file may be called .xls, but inside it is a web page or XML, as some banks export it. {SaveAsEn}");

    public static Refusal UnpacksTooLarge() => File(
        "file-unpacks-too-large",
        $"表格解压后过大，可能已损坏或含有大量无用内容。请把名单单独复制到一个新的.xlsx文件后再导入。",
        $"The spreadsheet unpacks to far more than a list needs; it may be damaged or hold much else. Copy the list alone into a new .xlsx file and import that.");

    public static Refusal TooManyRows() => File(
        "too-many-rows",
        $"名单超过{Count(ListLimits.Rows)}行。请按月份拆成几个文件后分别导入。",
        $"The list has more than {Count(ListLimits.Rows)} rows. Split it by month and import the parts.");

    public static Refusal RowTooLong(int row) => File(
        "row-too-long",
        $"第{row}行超过{Count(ListLimits.RowCharacters)}个字符，多半是一个双引号没有配对，后面的行都被并了进来。请检查该行的引号后再导入。",
        $"Row {row} has more than {Count(ListLimits.RowCharacters)} characters: most likely a quotation mark without its partner swallowed the rows after it. Check the quotation marks there, then import again.");

    public static Refusal TooManyFields(int row) => File(
        "row-too-wide",
        $"第{row}行超过{Count(ListLimits.Columns)}列。请检查分隔符（--delimiter），或删去无用的列后再导入。",
        $"Row {row} has more than {Count(ListLimits.Columns)} columns. Check the delimiter (--delimiter), or delete the columns that are not needed.");

    public static Refusal EncodingUnknown(string name) => Refusal.Of(
        "encoding-unknown", "encoding",
        $"没有名为“{name}”的文本编码。请使用 utf-8、gb18030、big5 或 utf-16。",
        $"There is no text encoding called \"{name}\". Use utf-8, gb18030, big5 or utf-16.");

    public static Refusal DelimiterUnknown(string delimiter) => Refusal.Of(
        "delimiter-unknown", "delimiter",
        $"分隔符“{delimiter}”不可用：应是一个字符，且不是引号、换行、字母或数字。",
        $"The delimiter \"{delimiter}\" cannot be used: it is one character, and no quotation mark, line break, letter or digit.");

    public static Refusal SheetMissing(string name, IEnumerable<string> sheets) => Refusal.Of(
        "sheet-not-found", "sheet",
        $"表格中没有名为“{name}”的工作表；现有：{string.Join("、", sheets)}。请用 --sheet 指定其中一个。",
        $"The file has no sheet \"{name}\"; it has: {string.Join(", ", sheets)}. Name one of them with --sheet.");

    public static Refusal HeaderMissing(IEnumerable<string> seen) => Refusal.Of(
        "header-not-found", "columns",
        $"前{ListLimits.HeaderRows}行里没有找到表头（需有金额列和另一可识别的列，如捐赠人、日期）。读到的内容：{Seen(seen)}。请在方案中写明表头所在行和各列的名称，没有表头时写0和“#1”“#2”。",
        $"No header was found in the first {ListLimits.HeaderRows} rows (an amount column and one other known column, such as donor or date). What was read: {Seen(seen)}. Name the header row and the columns in a profile; for a list without a header, row 0 and columns \"#1\", \"#2\".");

    public static Refusal ColumnMissing(IEnumerable<string> wanted, IEnumerable<string> seen) => Refusal.Of(
        "column-not-found", "columns",
        $"方案中的列（{Seen(wanted)}）没有全部出现在同一行表头里，或缺少金额列。读到的内容：{Seen(seen)}。请按文件改正方案中的列名或表头所在行。",
        $"The profile's columns ({Seen(wanted)}) do not all stand in one header row, or the amount column is missing. What was read: {Seen(seen)}. Correct the columns or the header row in the profile.");

    public static Refusal DateMissing() => Refusal.Of(
        "date-missing", "on",
        "名单里没有日期列。请用 --on 年-月-日 说明这些捐赠的日期，或在方案中指定日期列。",
        "The list has no date column. Say the date of these gifts with --on yyyy-MM-dd, or name the date column in the profile.");

    public static Refusal AmbiguousNumbers(string sample, int row, decimal asPoint, decimal asComma) => Refusal.Of(
        "ambiguous-numbers", "numbers",
        $"第{row}行的“{sample}”可读作{Plain(asPoint)}，也可读作{Plain(asComma)}，文件中没有别的数能说明是哪一种。请用 --numbers 1,234.56（读作{Plain(asPoint)}）或 --numbers 1.234,56（读作{Plain(asComma)}）说明。",
        $"\"{sample}\" in row {row} can be {Plain(asPoint)} or {Plain(asComma)}, and no other number in the file tells which. Say --numbers 1,234.56 (it is {Plain(asPoint)}) or --numbers 1.234,56 (it is {Plain(asComma)}).");

    public static Refusal MixedNumbers(string pointText, int pointRow, string commaText, int commaRow) => Refusal.Of(
        "mixed-numbers", "numbers",
        $"第{pointRow}行的“{pointText}”只能按1,234.56的写法读，第{commaRow}行的“{commaText}”只能按1.234,56的写法读。请用 --numbers 说明以哪种为准，另一种写法的行会单独报错；或先改正文件。",
        $"\"{pointText}\" in row {pointRow} reads only as 1,234.56 does, \"{commaText}\" in row {commaRow} only as 1.234,56 does. Say with --numbers which is right, and the other rows fail one by one; or correct the file.");

    public static Refusal AmbiguousDates(string sample, int row, DateOnly dayFirst, DateOnly monthFirst) => Refusal.Of(
        "ambiguous-dates", "dates",
        $"第{row}行的“{sample}”可读作{dayFirst.ToIso()}，也可读作{monthFirst.ToIso()}，文件中没有别的日期能说明是哪一种。请用 --dates dd/MM/yyyy（读作{dayFirst.ToIso()}）或 --dates MM/dd/yyyy（读作{monthFirst.ToIso()}）说明。",
        $"\"{sample}\" in row {row} can be {dayFirst.ToIso()} or {monthFirst.ToIso()}, and no other date in the file tells which. Say --dates dd/MM/yyyy (it is {dayFirst.ToIso()}) or --dates MM/dd/yyyy (it is {monthFirst.ToIso()}).");

    public static Refusal MixedDates(string dayText, int dayRow, string monthText, int monthRow) => Refusal.Of(
        "mixed-dates", "dates",
        $"第{dayRow}行的“{dayText}”只能按日/月/年读，第{monthRow}行的“{monthText}”只能按月/日/年读。请用 --dates 说明以哪种为准，另一种写法的行会单独报错；或先改正文件。",
        $"\"{dayText}\" in row {dayRow} reads only as day/month/year, \"{monthText}\" in row {monthRow} only as month/day/year. Say with --dates which is right, and the other rows fail one by one; or correct the file.");

    public static Refusal MergedDown(string cells) => Refusal.Of(
        "merged-cells", "",
        $"单元格{cells}跨行合并，只有第一行有值，其余各行是空的。请在Excel中取消合并并填满每一行（选中区域，定位空值，输入“=上一格”，Ctrl+Enter）后再导入。",
        $"The cells {cells} are merged over several rows: only the first row holds the value. Unmerge them in Excel and fill every row (select them, Go To blanks, enter \"= the cell above\", Ctrl+Enter), then import again.");

    public static Refusal SumTooLarge() => Refusal.Of(
        "sum-too-large", "",
        "各行金额之和超出可记录的范围。请检查金额列和金额单位是否正确。",
        "The amounts add up to more than can be recorded. Check the amount column and its unit.");

    private static Refusal File(string code, string zh, string en) => Refusal.Of(code, "file", zh, en);

    private static string Seen(IEnumerable<string> cells) =>
        string.Join(" | ", cells.Where(cell => cell.Length > 0).Take(12).Select(cell => cell.Length > 24 ? cell[..24] + "…" : cell));

    private static string Megabytes(long bytes) => (bytes / (1024 * 1024)).ToString(CultureInfo.InvariantCulture);

    private static string Count(int number) => number.ToString("#,##0", CultureInfo.InvariantCulture);

    private static string Plain(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}
