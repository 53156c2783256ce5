using System.Globalization;
using FundLedger.DocumentJobs;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reports;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Documents;

/// <summary>The audit pack of a fund and a year: of the entity, so for whoever may save all of it.</summary>
internal sealed class PackDocument() : DocumentKind(AuditPack.Code, new("年度审计资料", "Audit pack of a year"))
{
    private sealed record Wanted(string Fund, int Year, string Format);

    internal override Outcome<NewDocumentJob> Read(DocumentForm form)
    {
        if (!ReportFormats.TryParse(form.Text("format"), out var format) || !ReportPackWriter.Formats.Contains(format)) return Refusal.Of("format-missing", "format", "请选择格式：PDF、XLSX、HTML 或 JSON。", "Choose a format: PDF, XLSX, HTML or JSON.");
        return FundAndYear(form).IsDone(out var of, out var refusal) ? Asked(new Wanted(of.Fund, of.Year, format.ExtensionOf()), form.Language) : refusal;
    }

    /// <summary>A fund whose whole entity may be exported, and a year.</summary>
    internal static Outcome<(string Fund, int Year)> FundAndYear(DocumentForm form)
    {
        var code = form.Text("fund");
        if (code.Length == 0) return Refusal.Of("fund-missing", "fund", "请选择基金。", "Choose a fund.");
        if (form.Books.FindFund(code) is not { } fund || !form.May(Reach.TargetOf(form.Books.Entity(fund.EntityId)))) return Refusal.Of("fund-unknown", "fund", "没有这个基金，或它的会计主体不由您导出。", "There is no such fund, or its entity is not yours to export.");
        if (!int.TryParse(form.Text("year"), NumberStyles.None, CultureInfo.InvariantCulture, out var year)) return Refusal.Of("year-missing", "year", "请填写年度，如 2026。", "Fill in the year, like 2026.");
        return AuditPack.LastDayOf(year).IsDone(out _, out var refusal) ? (code, year) : refusal;
    }

    internal override Bilingual Says(NewDocumentJob asked)
    {
        var wanted = Question<Wanted>(asked);
        return Bilingual.Same($"{wanted.Fund} · {wanted.Year} · {wanted.Format.ToUpperInvariant()}");
    }

    internal override IReadOnlyList<Target> TargetsOf(Books books, NewDocumentJob asked) =>
        books.FindFund(Question<Wanted>(asked).Fund) is { } fund ? [Reach.TargetOf(books.Entity(fund.EntityId))] : [];

    internal override async Task<Outcome<DrawnDocument>> DrawAsync(DocumentDrawing drawing)
    {
        var (wanted, language) = (Question<Wanted>(drawing.Asked), drawing.Asked.Language);
        ReportFormats.TryParse(wanted.Format, out var format);
        if (!(await AuditPack.OfAsync(drawing.Reader, wanted.Fund, wanted.Year, null)).IsDone(out var pack, out var refusal)) return refusal;
        var rows = AuditPack.RowsOf(pack) * (format == ReportFormat.Pdf ? 2 : 1);
        if (drawing.Issuing.Write(AuditPack.Watched(pack, new RowsTold(drawing.Progress, rows)), format, language, drawing.Output) is { } issued) drawing.Issued.Add(issued);
        return new DrawnDocument($"{AuditPack.Code}-{PackedFiles.Plain(wanted.Fund)}-{wanted.Year}.{wanted.Format}", format.MediaTypeOf());
    }

    private sealed class RowsTold(IProgress<DocumentProgress> progress, long total) : IProgress<long>
    {
        public void Report(long value) => progress.Report(new DocumentProgress(Math.Min(value, total), total));
    }
}
