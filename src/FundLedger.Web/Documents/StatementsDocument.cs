using FundLedger.DocumentJobs;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reports;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Documents;

/// <summary>The statements of all funds that whoever asks may export.</summary>
internal sealed class StatementsDocument() : DocumentKind(AllStatements.Code, new("所有基金的收支表", "Statements of all funds"))
{
    private sealed record Wanted(string From, string To, string Format, IReadOnlyList<string> Funds);

    internal override Outcome<NewDocumentJob> Read(DocumentForm form)
    {
        if (!IsoDates.TryParse(form.Text("from"), out var from)) return Refusal.Of("date-missing", "from", "请填写起始日，如 2026-01-01。", "Fill in the first day, like 2026-01-01.");
        if (!IsoDates.TryParse(form.Text("to"), out var to)) return Refusal.Of("date-missing", "to", "请填写截止日，如 2026-12-31。", "Fill in the last day, like 2026-12-31.");
        if (from > to) return Refusal.Of("dates-crossed", "to", "截止日早于起始日。", "The last day is before the first.");
        if (from.Year < 1900 || to.Year > 8999) return Refusal.Of("date-range", "from", "日期应在 1900 年至 8999 年之间。", "Days lie between 1900 and 8999.");
        if (!ReportFormats.TryParse(form.Text("format"), out var format)) return Refusal.Of("format-missing", "format", "请选择格式。", "Choose a format.");
        var funds = AllStatements.FundsOf(form.Books).Where(fund => form.May(form.Books.TargetOf(fund))).Select(fund => fund.Code).ToList();
        return funds.Count == 0
            ? Refusal.Of("no-funds", "fund", "没有您可以导出的基金。", "There is no fund that you may export.")
            : Asked(new Wanted(from.ToIso(), to.ToIso(), format.ExtensionOf(), funds), form.Language);
    }

    internal override Bilingual Says(NewDocumentJob asked)
    {
        var wanted = Question<Wanted>(asked);
        return new($"{wanted.From} 至 {wanted.To} · {wanted.Funds.Count} 个基金 · {wanted.Format.ToUpperInvariant()}", $"{wanted.From} to {wanted.To} · {wanted.Funds.Count} funds · {wanted.Format.ToUpperInvariant()}");
    }

    internal override IReadOnlyList<Target> TargetsOf(Books books, NewDocumentJob asked)
    {
        var funds = Question<Wanted>(asked).Funds.Select(books.FindFund).ToList();
        return funds.Any(fund => fund is null) ? [] : [.. funds.Select(fund => books.TargetOf(fund!))];
    }

    internal override async Task<Outcome<DrawnDocument>> DrawAsync(DocumentDrawing drawing)
    {
        var wanted = Question<Wanted>(drawing.Asked);
        var books = await Books.LoadAsync(drawing.Reader);
        IsoDates.TryParse(wanted.From, out var first);
        IsoDates.TryParse(wanted.To, out var last);
        ReportFormats.TryParse(wanted.Format, out var format);
        var funds = wanted.Funds.Select(code => books.FindFund(code)!).ToList();
        var written = await AllStatements.WriteAsync(drawing.Reader, funds, new DateSpan(first, last), format, drawing.Asked.Language, drawing.Issuing.Led, drawing.Output, drawing.Progress);
        if (!written.IsDone(out var issued, out var refusal)) return refusal;
        drawing.Issued.AddRange(issued);
        return new DrawnDocument($"{AllStatements.Code}-{wanted.From}-{wanted.To}-{wanted.Format}.zip", DocumentDrawing.Zip);
    }
}
