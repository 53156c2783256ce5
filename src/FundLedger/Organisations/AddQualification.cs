using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Trail;

namespace FundLedger.Organisations;

/// <param name="To">Last day, included; null without an end.</param>
public sealed record NewQualification(string Organisation, QualificationKind Kind, string Number, DateOnly From, DateOnly? To, Attachment File);

public sealed record QualificationAdded(long Qualification);

/// <summary>Uploads a qualification document. It counts once another person has verified it.</summary>
public sealed class AddQualification(Database database)
{
    /// <summary>What refers to the file of a document.</summary>
    public static string ReferrerOf(long qualification) => $"qualification/{qualification}";

    public Task<Outcome<QualificationAdded>> RunAsync(Asked asked, NewQualification document, CancellationToken stop = default) => database.WriteAsync<QualificationAdded>(
        asked.For("add-qualification", OperationField.Of("organisation", document.Organisation), OperationField.Of("kind", StoredWords.Word(document.Kind)), OperationField.Of("number", document.Number),
            OperationField.Of("from", document.From), OperationField.Of("to", document.To?.ToIso()), OperationField.Of("file", document.File.Sha256)),
        async tx =>
        {
            if (!(await OrganisationStore.HoldAsync(tx, document.Organisation)).IsDone(out var organisation, out var unknown)) return unknown;
            if (RefusalFor(document) is { } refusal) return refusal;
            var id = await OrganisationStore.AddQualificationAsync(tx, organisation, document);
            await Attachments.KeepAsync(tx, document.File, ReferrerOf(id));
            await AuditTrail.AddAsync(tx, AuditNote.Done("add-qualification", "organisation", organisation.Code, $"{id} {StoredWords.Word(document.Kind)}"));
            return new QualificationAdded(id);
        }, stop);

    private static Refusal? RefusalFor(NewQualification document)
    {
        if (string.IsNullOrWhiteSpace(document.Number)) return Refusal.Of("qualification-number", "number", "请填写证书或文件编号。", "Give the number of the document.");
        if (document.To < document.From) return Refusal.Of("qualification-days", "to", $"有效期截止 {document.To?.ToIso()} 早于开始 {document.From.ToIso()}。", $"It would end on {document.To?.ToIso()}, before it begins ({document.From.ToIso()}).");
        if (document is { Kind: QualificationKind.YearlyCheck, To: null })
            return Refusal.Of("qualification-days", "to", "年检或年报结论须有截止日期：下一年要再办。", "A yearly inspection has a last day: it is done again the next year.");
        return KeptText.Title.RefusalFor(document.Number.Trim(), "number") ?? document.File.Refusal;
    }
}

public sealed record QualificationChecked(long Qualification, bool IsVerified);

/// <summary>Another person has looked at a document: it is as it says, or it is not.</summary>
public sealed class CheckQualification(Database database)
{
    private static readonly SqlFile Find = new("organisations/find_qualification");

    /// <param name="reason">Why it is not accepted; may be empty where it is.</param>
    public Task<Outcome<QualificationChecked>> RunAsync(Asked asked, long qualification, bool isVerified, string reason = "", CancellationToken stop = default) => database.WriteAsync<QualificationChecked>(
        asked.For("check-qualification", OperationField.Of("qualification", qualification), OperationField.Of("verified", isVerified ? "yes" : "no"), OperationField.Of("reason", reason)),
        async tx =>
        {
            if (await tx.FindAsync<FoundRow>(Find, new { qualification_id = qualification }) is not { } found)
                return Refusal.Of("qualification-unknown", "qualification", $"没有第 {qualification} 号资质文件。", $"There is no qualification document no. {qualification}.");
            // Held before the last check is read: of two who look at once the second sees the first.
            if (!(await OrganisationStore.HoldAsync(tx, found.Code)).IsDone(out var organisation, out var unknown)) return unknown;
            if (await Persons.AnyAsync(tx) && found.Actor == tx.Operation.Actor)
                return Refusal.Of("own-document", "qualification", "资质文件须由上传者以外的人核验。", "A document is verified by somebody else than who uploaded it.");
            if (!isVerified && Reasons.RefusalFor(reason) is { } notSaid) return notSaid;
            if (KeptText.DocumentId.RefusalFor(reason.Trim(), "reason") is { } tooLong) return tooLong;
            await OrganisationStore.AddCheckAsync(tx, qualification, isVerified, reason.Trim());
            await AuditTrail.AddAsync(tx, AuditNote.Done("check-qualification", "organisation", organisation.Code, $"{qualification} {(isVerified ? "verified" : "not verified")}"));
            return new QualificationChecked(qualification, isVerified);
        }, stop);

    private sealed record FoundRow
    {
        public string Code { get; init; } = "";
        public string Actor { get; init; } = "";
    }
}
