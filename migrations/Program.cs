using Daybook.Migrations;

await Migrator.UpAsync(Environment.GetEnvironmentVariable("ConnectionStrings__Daybook") ?? args[0], CancellationToken.None);
