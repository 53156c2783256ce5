using FundLedger.Values;

namespace FundLedger.Donations.Lists;

/// <summary>Why one row cannot be read: the row, the column, the reason, the mend.</summary>
internal static partial class ListRefusals
{
    public static Refusal AmountUnreadable(int row, string column, string text, NumberFormat numbers) => Refusal.Of(
        "amount-unreadable", "amount",
        $"第{row}行“{column}”列的“{Short(text)}”不是可读的金额（本文件按{numbers.NameOf()}的写法读）。请改成数字，如1234.50。",
        $"Row {row}, column \"{column}\": \"{Short(text)}\" is not an amount that can be read (this file is read as {numbers.NameOf()}). Write a number such as 1234.50.");

    public static Refusal AmountNotMoney(int row, string column, string text, Currency currency) => Refusal.Of(
        "amount-not-money", "amount",
        $"第{row}行“{column}”列的“{Short(text)}”超过{currency}的{currency.Decimals}位小数，或金额过大。请按实际收到的金额改正。",
        $"Row {row}, column \"{column}\": \"{Short(text)}\" has more than the {currency.Decimals} decimals of {currency}, or is too large. Write the amount that was really received.");

    public static Refusal AmountMissing(int row, string column) => Refusal.Of(
        "amount-missing", "amount",
        $"第{row}行的“{column}”列没有金额，但该行有其他内容。请补上金额；若不是捐赠，请删去该行。",
        $"Row {row} has no amount in column \"{column}\", though it has other content. Write the amount, or delete the row if it is no gift.");

    public static Refusal Uncomputed(int row, string column) => Refusal.Of(
        "formula-without-value", "amount",
        $"第{row}行“{column}”列是公式，文件里没有存下计算结果。请用Excel打开并保存一次，再导入。",
        $"Row {row}, column \"{column}\" is a formula whose result the file does not hold. Open the file in Excel, save it, and import it again.");

    public static Refusal NegativeAmount(int row, Money amount) => Refusal.Of(
        "amount-negative", "amount",
        $"第{row}行的金额是负数（{amount.ToGroupedText()}）。退款或冲正不能作为捐赠导入：请删去该行，另作退款登记。",
        $"Row {row} has a negative amount ({amount.ToGroupedText()}). A refund or correction is not imported as a gift: delete the row and record it as a refund.");

    public static Refusal UnlabelledTotal(int row, Money amount) => Refusal.Of(
        "total-or-gift", "amount",
        $"第{row}行只有金额{amount.ToGroupedText()}，恰好等于前面各笔之和：可能是没有标明的合计，也可能是匿名捐赠。请在该行写明“合计”或“匿名”。",
        $"Row {row} holds only the amount {amount.ToGroupedText()}, exactly the sum of the gifts before it: a total without a label, or an anonymous gift. Write \"合计\" (total) or \"匿名\" (anonymous) in that row.");

    public static Refusal InAndOut(int row) => Refusal.Of(
        "amount-in-and-out", "amount",
        $"第{row}行同时有收入和支出金额。请拆成两行，或改正其中一个。",
        $"Row {row} has money in and money out at once. Split it into two rows, or correct one of the two.");

    public static Refusal OtherCurrency(int row, string text, Currency currency) => Refusal.Of(
        "other-currency", "currency",
        $"第{row}行的币种是“{Short(text)}”，本次导入的是{currency}。请把其他币种放在另一个文件，用 --currency 分别导入。",
        $"Row {row} is in \"{Short(text)}\", and this import is in {currency}. Put the other currency into a file of its own and import it with --currency.");

    public static Refusal DirectionUnknown(int row, string text) => Refusal.Of(
        "direction-unknown", "direction",
        $"第{row}行的收支方向“{Short(text)}”无法识别。请写“贷”或“收入”、“借”或“支出”。",
        $"Row {row}: \"{Short(text)}\" does not say whether money came in or went out. Write credit or debit (贷, 借).");

    public static Refusal DateMissingInRow(int row) => Refusal.Of(
        "date-missing", "on",
        $"第{row}行没有日期。请在文件中补上，或用 --on 年-月-日 说明没有日期的行算在哪一天。",
        $"Row {row} has no date. Write it in the file, or say with --on yyyy-MM-dd which day rows without a date count for.");

    public static Refusal DateUnreadable(int row, string column, string text, DateFormat dates) => Refusal.Of(
        "date-unreadable", "date",
        $"第{row}行“{column}”列的“{Short(text)}”不是可读的日期（本文件按{dates.NameOf()}读）。请写成四位年份的日期，如2024-09-01。",
        $"Row {row}, column \"{column}\": \"{Short(text)}\" is not a date that can be read (this file is read as {dates.NameOf()}). Write it with a four-digit year, such as 2024-09-01.");

    public static Refusal TextTooLong(int row, string column, int length, int longest) => Refusal.Of(
        "text-too-long", "",
        $"第{row}行“{column}”列有{length}个字符，上限是{longest}。请缩短；若内容明显来自别的行，请检查前面的双引号。",
        $"Row {row}, column \"{column}\" has {length} characters; at most {longest} are kept. Shorten it; if it holds other rows, check the quotation marks before it.");

    public static Refusal BrokenCharacter(int row, string column) => Refusal.Of(
        "broken-character", "encoding",
        $"第{row}行“{column}”列有无法识别的字符。请改正该行，或用 --encoding 说明文件的编码（如 gb18030）。",
        $"Row {row}, column \"{column}\" holds a character that cannot be read. Correct it, or say the file's encoding with --encoding (such as gb18030).");

    public static Refusal TextAfterQuote(int row, int opened, int closed) => Refusal.Of(
        "quote-misplaced", "",
        $"第{row}行的双引号没有配对：第{opened}行打开，第{closed}行关闭后还有文字，其间的行可能被并成了一行。请把文字中的双引号写成两个（\"\"），或删去多余的。",
        $"Row {row} has a quotation mark without its partner: opened in line {opened}, closed in line {closed} with text after it, so the lines between may have run together. Double the quotation marks inside texts (\"\"), or delete the stray one.");

    public static Refusal QuoteNeverClosed(int opened) => Refusal.Of(
        "quote-never-closed", "",
        $"第{opened}行打开的双引号直到文件末尾都没有关闭，其后各行都被并了进来。请改正该行的引号后重新导入。",
        $"The quotation mark opened in line {opened} is never closed: every line after it ran into this row. Correct it and import again.");

    public static Refusal ExtraFields(int row, int found, int expected) => Refusal.Of(
        "too-many-fields", "",
        $"第{row}行有{found}个字段，表头只有{expected}个：多半是金额或文字中的分隔符没有加引号，各列已错位。请给该字段加上双引号。",
        $"Row {row} has {found} fields and the header {expected}: most likely an amount or text holds the delimiter without quotation marks, and the columns have shifted. Put that field into quotation marks.");

    public static Refusal MissingFields(int row, int found, int needed, string column) => Refusal.Of(
        "too-few-fields", "",
        $"第{row}行只有{found}个字段，“{column}”是第{needed}个：该行可能被截断。请重新导出，或补全该行。",
        $"Row {row} has only {found} fields, and \"{column}\" is number {needed}: the row may have been cut off. Export the file again, or complete the row.");

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
