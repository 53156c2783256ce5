using FundLedger.People.Roles;
using FundLedger.Reviews;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Reviews;

/// <summary>What lies with an expert, and what they handed in. What a conflict shut is not listed.</summary>
[Needs(Permission.Review)]
public sealed class IndexModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Reviews;
    public override Bilingual Title => new("我的评审", "My reviews");

    /// <summary>Null for somebody who has the role and is not in the pool yet.</summary>
    public Expert? Mine { get; private set; }

    public IReadOnlyList<OpenReview> Open { get; private set; } = [];

    public Task OnGetAsync() => ReadAsync(async (reader, _) =>
    {
        Mine = await ReviewReading.FindExpertAsync(reader, Who.Person.Id);
        var open = new List<OpenReview>();
        foreach (var assignment in Mine is null ? [] : await ReviewReading.AssignmentsAsync(reader, "", Mine))
            if (await ReviewReading.OpenAsync(reader, Who.Person.Id, assignment.Id, Today) is { } one) open.Add(one);
        Open = open;
    });
}
