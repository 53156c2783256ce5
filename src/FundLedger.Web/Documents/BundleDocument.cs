using FundLedger.DocumentJobs;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Documents;

/// <summary>The auditor's bundle of a fund and a year: of the entity, so for whoever may save all of it.</summary>
internal sealed class BundleDocument() : DocumentKind(AuditBundle.Code, new("审计资料全套", "Everything for the auditor"))
{
    private sealed record Wanted(string Fund, int Year);

    internal override Outcome<NewDocumentJob> Read(DocumentForm form) =>
        PackDocument.FundAndYear(form).IsDone(out var of, out var refusal) ? Asked(new Wanted(of.Fund, of.Year), form.Language) : refusal;

    internal override Bilingual Says(NewDocumentJob asked)
    {
        var wanted = Question<Wanted>(asked);
        return Bilingual.Same($"{wanted.Fund} · {wanted.Year} · ZIP");
    }

    internal override IReadOnlyList<Target> TargetsOf(Books books, NewDocumentJob asked) =>
        books.FindFund(Question<Wanted>(asked).Fund) is { } fund ? [Reach.TargetOf(books.Entity(fund.EntityId))] : [];

    internal override async Task<Outcome<DrawnDocument>> DrawAsync(DocumentDrawing drawing)
    {
        var wanted = Question<Wanted>(drawing.Asked);
        var written = await AuditBundle.WriteAsync(drawing.Reader, wanted.Fund, wanted.Year, drawing.Asked.Language, drawing.Issuing.Led, drawing.Output, drawing.Progress);
        if (!written.IsDone(out var issued, out var refusal)) return refusal;
        drawing.Issued.AddRange(issued);
        return new DrawnDocument($"{AuditBundle.Code}-{PackedFiles.Plain(wanted.Fund)}-{wanted.Year}.zip", DocumentDrawing.Zip);
    }
}
