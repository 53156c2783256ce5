using System.Globalization;
using FundLedger.Reporting;

namespace FundLedger.Vouchers;

/// <summary>One cell of a line of a voucher: a text, an amount or a whole number.</summary>
/// <param name="Text">Of an amount or number, as a file of text has it.</param>
public readonly record struct VoucherCell(string Text, Money? Amount = null, long? Integer = null)
{
    internal static VoucherCell Of(Money amount) => new(amount.ToAmountText(), amount);

    /// <summary>Nothing for nothing: a zero would be read as a second side.</summary>
    internal static VoucherCell OfSide(Money amount) => amount.IsZero ? new("") : Of(amount);

    internal static VoucherCell Of(long integer) => new(integer.ToString(CultureInfo.InvariantCulture), Integer: integer);
}

/// <summary>What a column can hold.</summary>
public sealed class VoucherField
{
    private readonly Func<VoucherOnLine, VoucherCell> of;

    private VoucherField(string code, string zh, string en, Func<VoucherOnLine, VoucherCell> of) => (Code, Name, this.of) = (code, new(zh, en), of);

    /// <summary>Stands in layouts; never changes.</summary>
    public string Code { get; }

    public Bilingual Name { get; }

    public static IReadOnlyList<VoucherField> All { get; } =
    [
        new("date", "日期", "day", at => new(at.Voucher.OccurredOn.ToString(at.Layout.DateFormat, CultureInfo.InvariantCulture))),
        new("year", "会计年度", "year", at => VoucherCell.Of(at.Voucher.Month.FirstDay.Year)),
        new("month", "会计期间", "month", at => VoucherCell.Of(at.Voucher.Month.FirstDay.Month)),
        new("series", "凭证字", "series", at => new(at.Voucher.Series)),
        new("number", "凭证号", "number", at => VoucherCell.Of(at.Voucher.Number!.Value)),
        new("documents", "附件数", "documents attached", at => VoucherCell.Of(at.Voucher.Documents)),
        new("line", "分录序号", "number of the line", at => VoucherCell.Of(at.Line.No)),
        new("summary", "摘要", "summary", at => new(at.In(at.Line.Summary))),
        new("account", "科目代码", "code of the account", at => new(at.Layout.CodeOf(at.Line.AccountCode))),
        new("account-name", "科目名称", "name of the account", at => new(at.In(at.Line.AccountName))),
        new("debit", "借方金额", "debit", at => VoucherCell.OfSide(at.Line.Debit)),
        new("credit", "贷方金额", "credit", at => VoucherCell.OfSide(at.Line.Credit)),
        new("amount", "金额，不分借贷", "amount of either side", at => VoucherCell.Of(at.Line.Debit.IsZero ? at.Line.Credit : at.Line.Debit)),
        new("side", "借贷方向", "side", at => new(at.In(at.Line.Debit.IsZero ? new Bilingual("贷", "credit") : new Bilingual("借", "debit")))),
        new("currency", "币种", "currency", at => new(at.Line.Debit.Currency.Code)),
        new("fund", "基金编号", "code of the fund", at => new(at.Line.Fund.Code)),
        new("fund-name", "基金名称", "name of the fund", at => new(at.Line.Fund.Name)),
        new("source", "资金来源编号", "code of the source", at => new(at.Line.Source)),
        new("source-name", "资金来源名称", "name of the source", at => new(at.In(at.Line.SourceName))),
        new("subject", "所属事项", "subject", at => new(at.Line.Subject)),
        new("maker", "制单", "made by", at => new(at.In(at.NameOf(at.Voucher.Maker)))),
        new("checker", "审核", "checked by", at => new(string.Join('、', at.Voucher.Checkers.Select(id => at.In(at.NameOf(id)))))),
        new("entry", "分录号", "number of the entry", at => VoucherCell.Of(at.Voucher.Entry)),
    ];

    public static VoucherField? Find(string code) => All.FirstOrDefault(field => field.Code == code);

    internal VoucherCell Of(VoucherOnLine line) => of(line);
}

/// <summary>A line of a voucher, as a layout has it.</summary>
/// <param name="NameOf">What people's ids are called.</param>
internal sealed record VoucherOnLine(VoucherLayout Layout, Voucher Voucher, VoucherLine Line, Func<string, Bilingual> NameOf)
{
    internal string In(Bilingual text) => text.In(Layout.Speech);
}
