using System.Text.RegularExpressions;
using Mono.Cecil;

namespace FundLedger.Tests.House;

/// <summary>Which room (first namespace below the root) may know which; a room always knows itself.</summary>
internal sealed partial record FloorPlan(string Root, IReadOnlyDictionary<string, string[]> MayKnow)
{
    private static readonly string[] Base = ["Values", "Storage", "Outbox", "Ledger", "People", "Seals"];

    /// <summary>The one list. A new folder of src/FundLedger gets a line here, naming the capabilities it may know beside the base.</summary>
    public static FloorPlan OfTheCore { get; } = new("FundLedger", new Dictionary<string, string[]>
    {
        ["Values"] = [],
        ["Storage"] = ["Values"],
        ["Outbox"] = ["Values", "Storage"],  // below all: whatever happens is written down here, by whoever does it
        ["Ledger"] = ["Values", "Storage", "Outbox"],
        ["People"] = ["Values", "Storage", "Outbox", "Ledger"],  // below the capabilities: each of them says itself what of it takes two people
        ["Donors"] = ["Values", "Storage", "Ledger", "People"],
        ["Payments"] = ["Values", "Storage", "Outbox", "Ledger", "People"],  // asked by whatever settles what is owed
        ["Cofunding"] = ["Values", "Storage", "Ledger", "People"],  // asked by whatever moves public money
        ["Matching"] = ["Values", "Storage", "Ledger", "People", "Donors", "Cofunding"],  // gifts are recorded, refunded and reversed with what they earned
        ["Seals"] = ["Values", "Storage", "Outbox", "Ledger", "People", "Donors", "Matching"],  // the trail is sealed and verified with the journal; matches are derived again

        ["Funds"] = [.. Base, "Cofunding"],  // public money is moved only where social money is proved
        ["Donations"] = [.. Base, "Donors", "Matching", "Payments"],
        ["SeedMoney"] = [.. Base, "Cofunding", "Payments"],
        ["Budgets"] = Base,
        ["Spending"] = [.. Base, "Budgets", "Payments"],
        ["Banking"] = [.. Base, "Donors", "Donations", "Matching", "Reporting"],  // statements are lists, lines become gifts that earn their match, and a reconciliation is the figures of a report
        ["Awards"] = [.. Base, "Calendar", "Organisations", "Programmes", "Applications", "Payments", "Budgets", "Spending"],  // what a round decided is committed and paid; tranches are among what is owed
        ["Corrections"] = [.. Base, "Awards", "Taper", "Banking", "Donations", "Matching", "Payments", "SeedMoney", "SpaceReturns"],  // a reversal moves the bank account that its entry moved
        ["Calendar"] = Base,
        ["Organisations"] = [.. Base, "Payments", "Calendar"],  // money for one is paid to a payee, whose account changes by the rule there
        ["Needs"] = [.. Base, "Organisations"],
        ["Exchange"] = Base,
        ["DocumentJobs"] = Base,  // what is drawn, whoever asks for the drawing says
        ["Copying"] = Base,
        ["Upkeep"] = Base,  // a restored backup is verified like any books
        ["Charts"] = Base,
        ["Programmes"] = [.. Base, "Calendar"],
        ["Applications"] = [.. Base, "Organisations", "Programmes", "Calendar", "Needs"],
        ["Reviews"] = [.. Base, "Organisations", "Programmes", "Applications"],  // experts read what was handed in
        ["Voice"] = [.. Base, "Organisations", "Spaces", "Awards"],  // what people are asked about
        ["SpaceReturns"] = [.. Base, "Organisations", "Spaces"],  // what a space reported decides what it gives back
        ["Spaces"] = [.. Base, "Organisations", "Donations"],  // who runs one is in the directory; what they report comes in lists
        ["Taper"] = [.. Base, "Organisations", "Programmes", "Payments", "Spaces", "Voice"],  // what a space reported and what people say of it decide what is paid
        ["Blueprints"] = [.. Base, "Organisations", "Programmes", "Spaces", "Taper"],  // what is planned of a space beside what was invested and paid
        ["Disclosure"] = [.. Base, "Programmes"],  // what was posted, and days; its rows are JSON as terms are
        ["Forecast"] = [.. Base, "Donors", "Donations", "Programmes", "Applications", "Awards", "Spaces", "Taper"],  // what is promised of a fund, and what is hoped for beside it
        ["Notices"] = [.. Base, "Awards"],  // who hears of what; what the bank paid is told by the award it was for
        ["Worklist"] = [.. Base, "Calendar", "Organisations", "Programmes", "Applications", "Reviews", "Awards", "Spaces", "Taper", "Blueprints", "Auditing", "Disclosure"],  // who is to do what by when, of all that a grant goes through and of what spaces report
        ["Reporting"] = [.. Base, "Donors", "Matching", "Awards", "Organisations", "Programmes", "SeedMoney", "Spaces", "Taper", "Blueprints", "Disclosure"],  // names are masked where they are read; matches are explained; an agreement is a document
        ["Auditing"] = [.. Base, "Reporting"],  // a sample is drawn of what reports count, as it was known, and is a report itself
        ["Vouchers"] = [.. Base, "Donors", "Donations", "Matching", "Reporting"],  // what is exported is the figures of a report, and read back as lists are
    });

    /// <summary>The projects above the core, and the rooms of the core each may know; they have no rooms of their own here.</summary>
    public static IReadOnlyDictionary<string, string[]> OfTheProjectsAbove { get; } = new Dictionary<string, string[]>
    {
        ["reports/FundLedger.Reports"] = ["Values", "Reporting", "Reports"],
        ["src/FundLedger.Web"] = [.. OfTheCore.MayKnow.Keys, "Reports", "Web"],
    };

    /// <summary>What compiled code knows against the plan; what the compiler made of a type is told under that type's name.</summary>
    public IEnumerable<string> ViolationsIn(AssemblyReader assembly) =>
        assembly.TypesWithoutNamespace().Select(type => $"{type.FullName} is in no namespace: it belongs below {Root}")
            .Concat(assembly.TypesBelow(Root).SelectMany(ViolationsOf).Distinct());

    private IEnumerable<string> ViolationsOf(TypeDefinition type)
    {
        var outermost = AssemblyReader.Outermost(type);
        if (RoomOf(outermost.Namespace) is not { } room || !MayKnow.TryGetValue(room, out var allowed))
            return [$"{outermost.FullName}: {outermost.Namespace} is no room of the floor plan"];
        return AssemblyReader.KnownTo(type).Where(other => IsForbidden(room, allowed, RoomOf(AssemblyReader.NamespaceOf(other))))
            .Select(other => Breach(outermost.FullName, room, allowed, other.FullName));
    }

    /// <summary>What source names against the plan, constants and nameof included; and files whose namespace is not their folder's.</summary>
    public IEnumerable<string> ViolationsIn(IEnumerable<SourceFile> files, string folder)
    {
        foreach (var file in files)
        {
            if (file.Path == $"{folder}/GlobalUsings.cs")
            {
                foreach (var breach in GlobalBreaches(file)) yield return breach;
                continue;
            }

            var inside = file.Path[(folder.Length + 1)..];
            var room = inside.Contains('/') ? inside[..inside.IndexOf('/')] : "";
            if (!MayKnow.TryGetValue(room, out var allowed))
            {
                yield return $"{file.Path}: the folder '{room}' is no room of the floor plan";
                continue;
            }

            var code = CSharpText.Read(file.Text).Code;
            var declared = NamespaceDeclaration().Match(code).Groups["name"].Value;
            if (RoomOf(declared) != room) yield return $"{file.Path}: the namespace is '{declared}' and the folder says {Root}.{room}";
            foreach (var (at, other) in RoomsNamedIn(file, code).Where(named => IsForbidden(room, allowed, named.Room)))
                yield return Breach(at, room, allowed, other);
        }
    }

    // A global using opens a room to all others, so all of them must be allowed to know it, except those below it:
    // that they do not use it in fact is seen in compiled code.
    private IEnumerable<string> GlobalBreaches(SourceFile file) =>
        from named in RoomsNamedIn(file, CSharpText.Read(file.Text).Code)
        from room in MayKnow
        where IsForbidden(room.Key, room.Value, named.Room) && !(MayKnow.TryGetValue(named.Room, out var below) && below.Contains(room.Key))
        select Breach(named.At, room.Key, room.Value, named.Room);

    /// <summary>Where source names a room, as <c>FundLedger.Room</c>.</summary>
    public IEnumerable<(string At, string Room)> RoomsNamedIn(SourceFile file, string code) =>
        from Match named in Regex.Matches(code, $@"\b{Regex.Escape(Root)}\.(?<room>\w+)")
        select (file.At(named.Index), named.Groups["room"].Value);

    /// <summary>Rooms that know each other in a circle, or a room that the list does not have.</summary>
    public IEnumerable<string> CirclesAndStrangers()
    {
        foreach (var (room, known) in MayKnow)
        {
            foreach (var stranger in known.Where(other => !MayKnow.ContainsKey(other))) yield return $"{room} may know {stranger}, which is no room";
            if (ReachableFrom(room).Contains(room)) yield return $"{room} knows itself through others";
        }
    }

    private HashSet<string> ReachableFrom(string room)
    {
        var reached = new HashSet<string>();
        var next = new Stack<string>(MayKnow[room]);
        while (next.TryPop(out var other))
        {
            if (reached.Add(other) && MayKnow.TryGetValue(other, out var further)) further.ToList().ForEach(next.Push);
        }

        return reached;
    }

    private string? RoomOf(string ns) => AssemblyReader.IsBelow(Root, ns) ? ns[(Root.Length + 1)..].Split('.')[0] : null;

    private static bool IsForbidden(string room, string[] allowed, string? other) => other is not null && other != room && !allowed.Contains(other);

    private static string Breach(string who, string room, string[] allowed, string other) =>
        $"{who} knows {other}, but {room} may know only: {(allowed.Length == 0 ? "nothing" : string.Join(", ", allowed))}";

    [GeneratedRegex(@"\bnamespace\s+(?<name>[\w.]+)")]
    private static partial Regex NamespaceDeclaration();
}
