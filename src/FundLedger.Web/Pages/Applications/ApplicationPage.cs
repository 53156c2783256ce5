using FundLedger.Applications;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Applications;

/// <summary>A page about one application, for its organisation, its team and those who read the programme's fund.</summary>
public abstract class ApplicationPage(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    /// <summary>The steps an applicant writes in, each with a page of its own.</summary>
    public static readonly (ApplicationStep Step, string Path)[] Steps =
        [(ApplicationStep.Basics, "basics"), (ApplicationStep.Eligibility, "eligibility"), (ApplicationStep.Questions, "questions"), (ApplicationStep.Budget, "budget"), (ApplicationStep.Documents, "documents")];

    public override Part Where => Part.Applications;
    public override Bilingual Title => new($"申请 {Application.Number}", $"Application {Application.Number}");

    public GrantApplication Application { get; private set; } = null!;
    public IReadOnlyList<MissingItem> Missing { get; private set; } = [];
    public bool IsEditor { get; private set; }

    public string Path => $"/applications/{Uri.EscapeDataString(Application.Number)}";
    public bool MayWrite => (May(Permission.EditOrganisation, Application.OfOrganisation) || IsEditor) && Application.IsOpenAt(Now);
    public bool MaySign => May(Permission.CertifyOrganisation, Application.OfOrganisation) && Application.IsOpenAt(Now);
    public bool MayManage => May(Permission.RecordMoney, Application.OfProgramme);

    private protected async Task<bool> LoadAsync(string number, Func<LedgerReader, Task>? more = null)
    {
        await ReadAsync(async (reader, _) =>
        {
            if (await ApplicationReading.FindAsync(reader, number) is not { } found) return;
            var member = (await ApplicationReading.MembersAsync(reader, found)).FirstOrDefault(one => one.Person == Who.Person.Id);
            if (!Who.MayRead(found, member is not null, Today)) return;
            (Application, IsEditor, Missing) = (found, member?.Role == MemberRole.Editor && MaySomewhere(Permission.ReadOrganisation), found.Status.IsOpen() ? found.Missing : []);
            if (more is not null) await more(reader);
        });
        return Application is not null;
    }
}
