// Code that breaks a floor plan on purpose, in every way that a dependency can be written: the checker must see each.
namespace FundLedger.Tests.House.Planted.Lower
{
    public sealed class Innocent
    {
        public List<int> Numbers { get; } = [];
    }

    public sealed class InABody
    {
        public static Task Run() => Upper.Thing.WriteAsync();
    }

    public sealed class InALambda
    {
        public Func<Task<object>> Later { get; } = async () =>
        {
            await Task.Yield();
            return new Upper.Thing();
        };
    }

    [Upper.Mark]
    public sealed class InAnAttribute;

    public sealed class InAConstraint
    {
        public static void Run<T>(T thing)
            where T : Upper.Thing => GC.KeepAlive(thing);
    }

    public sealed class InAGenericArgument
    {
        public Dictionary<string, List<Upper.Thing[]>> Things { get; } = [];
    }

    public sealed class InACatch
    {
        public static void Run()
        {
            try
            {
                GC.Collect(0);
            }
            catch (Upper.ThingException)
            {
                GC.Collect(0);
            }
        }
    }

    public sealed class InAVar
    {
        public static string? Run()
        {
            var thing = Lower.Middleman.Fetch();
            return thing.ToString();
        }
    }

    public sealed class InATypeof
    {
        public Type Kind { get; } = typeof(Upper.Thing);
    }

    public static class Middleman
    {
        public static Upper.Thing Fetch() => new();
    }
}

namespace FundLedger.Tests.House.Planted.Upper
{
    public sealed class ThingException : Exception;

    public sealed class MarkAttribute : Attribute;

    public class Thing
    {
        public Lower.Innocent Below { get; } = new();

        public static Task WriteAsync() => Task.CompletedTask;
    }
}

namespace FundLedger.Tests.House.Planted.Attic
{
    public sealed class Forgotten;
}

namespace FundLedger.Tests.House.Planted
{
    /// <summary>Stands for FundLedger.Storage.SqlFile.</summary>
    public sealed class NamedFile(string name)
    {
        public string Name { get; } = name;
    }

    public sealed class UserOfFiles
    {
        private static readonly NamedFile Plain = new("planted/plain");
        private static readonly NamedFile[] Many = [new("planted/first"), new NamedFile("planted/second")];

        public static string Run(string made) => new NamedFile("planted/" + made).Name + Plain.Name + Many.Length;

        public static async Task<string> RunAsync()
        {
            await Task.Yield();
            return new NamedFile("planted/in_async").Name;
        }
    }
}
